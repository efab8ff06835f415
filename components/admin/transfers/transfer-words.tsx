'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { Currency } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { StatusBadge, type StatusTone } from '../../ui/badge.tsx'
import { foreseeMatch } from './foresee-match.ts'
import type { NamedPayment, TransferLine } from './transfers-page.ts'

/** Gives a writer of amounts; đồng where no currency is named. */
export function useMoney(): (amountMinor: number, currency?: Currency) => string {
  const locale = useLocale()
  return (amountMinor, currency = 'VND') => formatMoney({ amountMinor, currency }, locale)
}

/** Who pays, or that they are gone. */
export function usePerson(): (payment: Pick<NamedPayment, 'person'>) => string {
  const t = useTranslations('admin-book')
  return ({ person }) => person ?? t('nobody')
}

const reasons = ['unknown-code', 'several-codes', 'wrong-currency', 'wrong-account', 'no-account'] as const

/** Why a transfer waits, in a sentence. */
export function WhyItWaits({ why }: { why: string | null }) {
  const t = useTranslations('admin-book.transfers.why')
  return t(reasons.find((reason) => reason === why) ?? 'other')
}

/** What a payment is, in one line: code, price, standing, who, what for. */
export function PaymentLine({ payment }: { payment: NamedPayment }) {
  const t = useTranslations('admin-book.transfers')
  const locale = useLocale()
  const money = useMoney()
  const person = usePerson()
  const { bought } = payment
  const what =
    bought.kind === 'plan'
      ? t('bought.plan', { name: bought.name[locale], interval: bought.interval })
      : t(`bought.${bought.kind}`)
  return (
    <>
      <span className="flex flex-wrap justify-between gap-x-4">
        <code className="font-mono text-small font-semibold">{payment.code}</code>
        <span className="tabular text-small font-medium">{money(payment.amountMinor, payment.currency)}</span>
      </span>
      <span className="flex flex-wrap justify-between gap-x-4 text-small text-shell-2">
        <span>
          {person(payment)} · {what}
        </span>
        <span>
          {payment.state === 'held'
            ? t('missing', { amount: money(payment.missingMinor, payment.currency) })
            : t(`paymentState.${payment.state}`)}
        </span>
      </span>
    </>
  )
}

/** What matching will do, in a sentence. */
export function Foreseen({ amountMinor, payment }: { amountMinor: number; payment: NamedPayment }) {
  const t = useTranslations('admin-book.transfers.outcome')
  const money = useMoney()
  const foreseen = foreseeMatch(amountMinor, payment)
  return foreseen.outcome === 'short' || foreseen.outcome === 'over'
    ? t(foreseen.outcome, { amount: money(foreseen.amountMinor) })
    : t(foreseen.outcome)
}

const tones: Record<TransferLine['state'], StatusTone> = {
  matched: 'success',
  queued: 'failed',
  quarantined: 'failed',
  credited: 'success',
  returned: 'neutral',
}

/** How a transfer stands; of one that is matched, whether the money was enough. */
export function TransferState({ transfer }: { transfer: TransferLine }) {
  const t = useTranslations('admin-book.transfers')
  const money = useMoney()
  const { state, payment } = transfer
  if (state === 'matched' && payment?.state === 'held')
    return <StatusBadge tone="waiting">{t('missing', { amount: money(payment.missingMinor) })}</StatusBadge>
  if (state === 'matched' && payment && payment.surplusMinor > 0)
    return <StatusBadge tone="success">{t('surplus', { amount: money(payment.surplusMinor) })}</StatusBadge>
  return <StatusBadge tone={tones[state]}>{t(`state.${state}`)}</StatusBadge>
}
