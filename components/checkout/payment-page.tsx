'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link, useRouter } from '#i18n/navigation.ts'
import { callAction, type AdminAction } from '../errors/call-action.ts'
import { useErrorMessage } from '../errors/use-error-message.ts'
import { formatMoney } from '../format/format-money.ts'
import { Button } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'
import { CardStep } from './card-step.tsx'
import { DoneStep } from './done-step.tsx'
import { OverStep } from './over-step.tsx'
import { PaymentState } from './payment-state.tsx'
import { receiptHref } from './payment-href.ts'
import { HeldStep, TransferStep } from './transfer-step.tsx'
import { usePaymentTurn } from './use-payment-turn.ts'
import type { PaymentView } from './views.ts'

type PaymentPageProps = {
  payment: PaymentView
  cancel: AdminAction<{ paymentId: string }, { state: string }>
}

/** A payment as it stands; the page turns by itself whenever that changes. */
export function PaymentPage({ payment, cancel }: PaymentPageProps) {
  const t = useTranslations('checkout')
  const locale = useLocale()
  const status = usePaymentTurn(payment)
  const change = useChange(payment, cancel)
  const { step } = payment
  switch (step.kind) {
    case 'transfer':
      return <TransferStep payment={payment} step={step} status={status} change={change} />
    case 'held':
      return <HeldStep payment={payment} step={step} status={status} />
    case 'card':
      return <CardStep step={step} change={change} />
    case 'starting':
      return (
        <PaymentState sign="!" title={t('starting.title')} lead={<p>{t('starting.body')}</p>}>
          <Button asChild variant="lamp" size="lg">
            <Link href={payment.againHref}>{t('starting.again')}</Link>
          </Button>
        </PaymentState>
      )
    case 'done':
      return <DoneStep payment={payment} step={step} />
    case 'refunded':
    case 'disputed':
      return (
        <PaymentState
          bought={payment.bought}
          title={t(`done.${step.kind}Title`)}
          lead={
            <p>
              {step.kind === 'refunded'
                ? t('done.refundedBody', { refunded: formatMoney(step.refunded, locale) })
                : t('done.disputedBody')}
            </p>
          }
        >
          <Button asChild>
            <Link href={receiptHref(payment.id)}>{t('done.receipt')}</Link>
          </Button>
        </PaymentState>
      )
    case 'over':
      return <OverStep payment={payment} step={step} />
  }
}

/** Gives up this payment and leads back to the choice; where money came meanwhile the page shows that. */
function useChange({ id, againHref }: PaymentView, cancel: PaymentPageProps['cancel']) {
  const router = useRouter()
  const message = useErrorMessage()
  const [busy, setBusy] = useState(false)
  const onPress = () => {
    const run = async () => {
      setBusy(true)
      const outcome = await callAction(cancel, { paymentId: id })
      setBusy(false)
      if (outcome.ok && outcome.value.state !== 'settled') return router.replace(againHref)
      if (!outcome.ok) showToast({ tone: 'failed', text: message(outcome) })
      router.refresh()
    }
    void run()
  }
  return { onPress, busy }
}
