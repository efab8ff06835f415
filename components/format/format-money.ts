import { minorDigits, type Money } from '#server/domains/offers/schemas.ts'

/** Writes an amount as the language does: 89.000 ₫, $4.99, ₫89,000. */
export function formatMoney({ amountMinor, currency }: Money, locale: string): string {
  const digits = minorDigits[currency]
  return new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amountMinor / 10 ** digits)
}
