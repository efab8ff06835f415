'use client'

import { useTranslations } from 'next-intl'
import { currencies, type Currency } from '#server/domains/offers/schemas.ts'
import { TextField } from '../../ui/field.tsx'
import { amountExamples, readAmount } from '../../format/read-amount.ts'

export type TypedPrices = Record<Currency, string>

/** Tells whether every field is empty or an amount. */
export function arePrices(typed: TypedPrices): boolean {
  return currencies.every((currency) => !Number.isNaN(readAmount(typed[currency], currency)))
}

/** Gives what was typed, in the smallest part of each currency; null where a field is empty. */
export function readPrices(typed: TypedPrices): { currency: Currency; amountMinor: number | null }[] {
  return currencies.map((currency) => ({ currency, amountMinor: readAmount(typed[currency], currency) }))
}

type PriceFieldsProps = {
  typed: TypedPrices
  onChange: (typed: TypedPrices) => void
  /** Faults are told once somebody has tried to save. */
  isTried: boolean
}

/** An amount for each currency. */
export function PriceFields({ typed, onChange, isTried }: PriceFieldsProps) {
  const t = useTranslations('admin.plans.priceForm')
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {currencies.map((currency) => (
        <TextField
          key={currency}
          label={t(currency)}
          hint={t('hint')}
          error={
            isTried && Number.isNaN(readAmount(typed[currency], currency))
              ? t('wrong', { example: amountExamples[currency] })
              : undefined
          }
          inputMode="decimal"
          autoComplete="off"
          placeholder={amountExamples[currency]}
          value={typed[currency]}
          onChange={(event) => onChange({ ...typed, [currency]: event.target.value })}
        />
      ))}
    </div>
  )
}
