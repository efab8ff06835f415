'use client'

import { CalendarDays, CircleX } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { formatMoney } from '../format/format-money.ts'
import type { LiveStatus } from '../live/live-socket.ts'
import { LightLine } from '../ui/light-line.tsx'
import { boughtLine } from './bought-words.ts'
import { Countdown } from './countdown.tsx'
import { OrderCard, OrderLine, OrderNotes } from './order-lines.tsx'
import { PageHead } from './page-head.tsx'
import { QrPanel } from './qr-panel.tsx'
import type { PaymentStep, PaymentView } from './views.ts'
import { WaitingStrip } from './waiting-strip.tsx'

type Step<Kind extends PaymentStep['kind']> = Extract<PaymentStep, { kind: Kind }>

type TransferStepProps = {
  payment: PaymentView
  step: Step<'transfer'>
  status: LiveStatus
  change: { onPress: () => void; busy: boolean }
}

/** The code to scan while its time runs. */
export function TransferStep({ payment, step, status, change }: TransferStepProps) {
  const t = useTranslations('checkout')
  const locale = useLocale()
  const { transfer, ...times } = step
  const price = formatMoney(transfer.money, locale)
  return (
    <>
      <PageHead
        title={t('transfer.title')}
        short={t('transfer.short')}
        back={{ label: t('transfer.change'), ...change }}
        isHiddenOnPhone
      />
      <div className="mt-4 grid gap-5 md:mt-7 lg:grid-cols-[minmax(0,1fr)_minmax(300px,380px)] lg:items-start lg:gap-8">
        <div className="min-w-0">
          <QrPanel
            transfer={transfer}
            head={
              <Countdown {...times}>
                <div className="min-w-0 md:hidden">
                  <p className="text-small break-words text-shell-2">{boughtLine(payment.bought, t)}</p>
                  <p className="tabular text-[1.625rem] leading-[1.3] font-semibold whitespace-nowrap">
                    {price}
                  </p>
                </div>
              </Countdown>
            }
          />
          <div className="mt-4 max-md:sticky max-md:bottom-[calc(env(safe-area-inset-bottom)+12px)]">
            <WaitingStrip status={status} />
          </div>
          <p className="mt-4 text-small text-shell-3">{t('transfer.note')}</p>
        </div>
        <Order payment={payment} />
      </div>
    </>
  )
}

type HeldStepProps = { payment: PaymentView; step: Step<'held'>; status: LiveStatus }

/** Too little has come: what is missing, and how to send it. */
export function HeldStep({ payment, step, status }: HeldStepProps) {
  const t = useTranslations('checkout')
  const locale = useLocale()
  const { transfer } = step
  const [received, missing] = [formatMoney(step.received, locale), formatMoney(step.missing, locale)]
  return (
    <>
      <PageHead
        title={t('held.title', { missing })}
        short={t('transfer.short')}
        back={{ label: t('over.home'), href: '/' }}
      />
      <p className="mt-2 max-w-[60ch] text-body text-shell-2">{t('held.body', { received, missing })}</p>
      <div className="mt-5 grid gap-5 md:mt-7 lg:grid-cols-[minmax(0,1fr)_minmax(300px,380px)] lg:items-start lg:gap-8">
        <div className="min-w-0">
          {transfer ? (
            <QrPanel
              transfer={transfer}
              head={
                <LightLine
                  value={1 - step.missing.amountMinor / payment.price.amountMinor}
                  label={t('order.received')}
                />
              }
            />
          ) : null}
          <div className="mt-4">
            <WaitingStrip status={status} />
          </div>
          <p className="mt-4 text-small text-shell-3">
            {t('held.note', { code: payment.code ?? payment.id })}
          </p>
        </div>
        <Order payment={payment} paid={{ received, missing }} />
      </div>
    </>
  )
}

type OrderProps = { payment: PaymentView; paid?: { received: string; missing: string } }

function Order({ payment, paid }: OrderProps) {
  const t = useTranslations('checkout')
  const locale = useLocale()
  const { bought, code, id, price, period } = payment
  const total = formatMoney(price, locale)
  return (
    <OrderCard title={t('order.title', { code: code ?? id.slice(0, 8) })}>
      <OrderLine label={boughtLine(bought, t)} amount={total} />
      {paid ? <OrderLine label={t('order.received')} amount={paid.received} /> : null}
      <OrderLine
        label={paid ? t('order.missing') : t('order.today')}
        amount={paid ? paid.missing : total}
        isTotal
      />
      {period === null ? null : (
        <OrderNotes
          notes={[
            { icon: CalendarDays, text: t('summary.renewsByTransfer', { date: period }) },
            { icon: CircleX, text: t('summary.cancel') },
          ]}
        />
      )}
    </OrderCard>
  )
}
