'use client'

import { Play } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useEffectEvent } from 'react'
import { Link, useRouter } from '#i18n/navigation.ts'
import { rentalHours } from '#server/domains/offers/schemas.ts'
import { formatMoney } from '../format/format-money.ts'
import { Button } from '../ui/button.tsx'
import { RunningBulbs } from '../ui/running-bulbs.tsx'
import { boughtName } from './bought-words.ts'
import { receiptHref } from './payment-href.ts'
import { PaymentState } from './payment-state.tsx'
import type { PaymentStep, PaymentView } from './views.ts'

type DoneStepProps = { payment: PaymentView; step: Extract<PaymentStep, { kind: 'done' }> }

/** The money is there: what is open, until when, and the way to it. */
export function DoneStep({ payment, step }: DoneStepProps) {
  const t = useTranslations('checkout.done')
  const locale = useLocale()
  const { bought, id } = payment
  useLookUntil(step.isOpen)
  return (
    <PaymentState
      bought={bought}
      title={useTitle(bought)}
      lead={
        <>
          <Lead payment={payment} step={step} />
          {step.surplus ? <p>{t('surplus', { surplus: formatMoney(step.surplus, locale) })}</p> : null}
        </>
      }
    >
      {step.isOpen ? (
        <WayOn payment={payment} />
      ) : (
        <output className="flex items-center justify-center gap-3 rounded-control bg-lamp-bg px-4 py-3 text-small">
          <RunningBulbs className="text-lamp-text" />
          {t('opening')}
        </output>
      )}
      <Button asChild variant="text">
        <Link href={receiptHref(id)}>{t('receipt')}</Link>
      </Button>
    </PaymentState>
  )
}

/** What is bought opens a moment after the money came: until then the page looks every second. */
function useLookUntil(isOpen: boolean): void {
  const router = useRouter()
  const look = useEffectEvent(() => router.refresh())
  useEffect(() => {
    if (isOpen) return
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [isOpen])
}

function useTitle(bought: PaymentView['bought']): string {
  const t = useTranslations('checkout')
  return bought.kind === 'plan'
    ? t('done.planTitle', { name: bought.plan.name })
    : t('done.filmTitle', { name: boughtName(bought, t) })
}

function Lead({ payment, step }: DoneStepProps) {
  const t = useTranslations('checkout.done')
  const locale = useLocale()
  const { bought, price } = payment
  const { period, isTrial } = step
  switch (bought.kind) {
    case 'plan': {
      if (!period) return <p>{t('planOpen')}</p>
      const { interval } = bought
      return isTrial ? (
        <p>{t('planTrial', { until: period.until, price: formatMoney(price, locale), interval })}</p>
      ) : (
        <p>{t('planPeriod', period)}</p>
      )
    }
    case 'rental':
      return <p>{t('rental', { until: bought.startBy ?? '', hours: rentalHours })}</p>
    case 'purchase':
      return <p>{t('purchase')}</p>
  }
}

function WayOn({ payment: { bought, wanted } }: { payment: PaymentView }) {
  const t = useTranslations('checkout.done')
  const [first, ...others] = bought.kind === 'plan' ? [] : bought.titles
  if (!first && wanted) {
    return (
      <>
        <Lamp href={wanted.watchHref ?? wanted.href} label={t('watchTitle', { name: wanted.name })} />
        <Button asChild>
          <Link href="/">{t('browse')}</Link>
        </Button>
      </>
    )
  }
  if (!first) return <Lamp href="/" label={t('browse')} />
  if (others.length > 0) {
    return (
      <ul className="grid gap-2">
        {[first, ...others].map(({ href, name }) => (
          <li key={href}>
            <Button asChild className="w-full">
              <Link href={href}>{name}</Link>
            </Button>
          </li>
        ))}
      </ul>
    )
  }
  return (
    <>
      <Lamp href={first.watchHref ?? first.href} label={t('watch')} />
      {first.watchHref ? (
        <Button asChild>
          <Link href={first.href}>{t('toTitle')}</Link>
        </Button>
      ) : null}
    </>
  )
}

function Lamp({ href, label }: { href: string; label: string }) {
  return (
    <Button asChild variant="lamp" size="lg">
      <Link href={href}>
        <Play aria-hidden size={18} strokeWidth={1.75} fill="currentColor" />
        <span className="truncate py-[.12em]">{label}</span>
      </Link>
    </Button>
  )
}
