'use client'

import { CircleCheck, CircleSlash, Clock, Hourglass, ShieldAlert, TriangleAlert, Undo2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { isTrial, type PaymentDto } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { StatusBadge } from '../../ui/badge.tsx'

type Standing = Pick<
  PaymentDto,
  | 'state'
  | 'dispute'
  | 'currency'
  | 'amountMinor'
  | 'receivedMinor'
  | 'refundedMinor'
  | 'missingMinor'
  | 'surplusMinor'
>

/** How a payment stands, as icon and word: what went back or is called back counts before what came in. */
export function PaymentState({ payment }: { payment: Standing }) {
  const t = useTranslations('admin-payments.state')
  const money = useMoney(payment.currency)
  if (payment.dispute === 'open') return badge('failed', ShieldAlert, t('disputed'))
  if (payment.dispute === 'lost') return badge('failed', ShieldAlert, t('lost'))
  if (payment.refundedMinor >= payment.amountMinor) return badge('neutral', Undo2, t('refunded'))
  if (payment.refundedMinor > 0)
    return badge('neutral', Undo2, t('partly', { money: money(payment.refundedMinor) }))
  switch (payment.state) {
    case 'pending':
      return badge('active', Hourglass, t('pending'))
    case 'held':
      return badge('waiting', Clock, t('held', { money: money(payment.missingMinor) }))
    case 'settled':
      if (isTrial(payment)) return badge('success', CircleCheck, t('trial'))
      return payment.surplusMinor > 0
        ? badge('success', CircleCheck, t('surplus', { money: money(payment.surplusMinor) }))
        : badge('success', CircleCheck, t('settled'))
    case 'expired':
    case 'cancelled':
      return badge('neutral', CircleSlash, t(payment.state))
    case 'failed':
      return badge('failed', TriangleAlert, t('failed'))
  }
}

function badge(tone: Parameters<typeof StatusBadge>[0]['tone'], icon: typeof Undo2, word: string): ReactNode {
  return (
    <StatusBadge tone={tone} icon={icon}>
      {word}
    </StatusBadge>
  )
}

/** What a payment is about: its price, or of a trial nothing, and beneath it what the plan costs afterwards. */
export function PaymentAmount({ payment }: { payment: Standing }) {
  const t = useTranslations('admin-payments')
  const money = useMoney(payment.currency)
  if (!isTrial(payment)) return money(payment.amountMinor)
  return (
    <>
      {money(0)}
      <span className="block text-small font-normal text-shell-3">
        {t('later', { money: money(payment.amountMinor) })}
      </span>
    </>
  )
}

/** Gives a writer of amounts of one currency: 89.000 ₫. */
export function useMoney(currency: PaymentDto['currency']): (amountMinor: number) => string {
  const locale = useLocale()
  return (amountMinor) => formatMoney({ amountMinor, currency }, locale)
}

/** What a payment is called by staff: its code. */
export function codeOf({ code, id }: Pick<PaymentDto, 'code' | 'id'>): string {
  return code ?? id.slice(0, 8)
}
