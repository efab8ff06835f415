'use client'

import { useTranslations } from 'next-intl'
import type { PaymentDto } from '#server/domains/billing/schemas.ts'
import { amountExamples, readAmount } from '../../format/read-amount.ts'
import { TextField } from '../../ui/field.tsx'
import { useMoney } from './payment-cells.tsx'

type AmountFieldProps = {
  label: string
  text: string
  onChange: (text: string) => void
  currency: PaymentDto['currency']
  mostMinor: number
  /** It was sent once: from then on the field says what is wrong. */
  isTried: boolean
}

/** How much goes back, as staff type it; `readMost` reads it. */
export function AmountField({ label, text, onChange, currency, mostMinor, isTried }: AmountFieldProps) {
  const t = useTranslations('admin-payments.amount')
  const money = useMoney(currency)
  const isNone = Number.isNaN(readAmount(text, currency) ?? Number.NaN)
  const most = t('most', { money: money(mostMinor) })
  const wrong = isNone ? t('wrong', { example: amountExamples[currency] }) : most
  return (
    <TextField
      label={label}
      error={isTried && Number.isNaN(readMost(text, currency, mostMinor)) ? wrong : undefined}
      hint={most}
      inputMode="decimal"
      autoComplete="off"
      placeholder={amountExamples[currency]}
      value={text}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

/** Reads an amount as somebody types it; NaN for none, and for more than there is. */
export function readMost(text: string, currency: PaymentDto['currency'], mostMinor: number): number {
  const amountMinor = readAmount(text, currency) ?? Number.NaN
  return amountMinor <= mostMinor ? amountMinor : Number.NaN
}
