import type { Currency } from '#server/domains/offers/schemas.ts'
import { minorDigits } from '#server/domains/offers/schemas.ts'

/** How an amount of each currency looks as one types it. */
export const amountExamples: Record<Currency, string> = { VND: '89.000', USD: '3.99' }

/**
 * Reads an amount as somebody types it, in the smallest part of its currency: `89.000`, `89,000` and `89000` of đồng,
 * `3.99` and `3,99` of dollars. Null for an empty field, NaN for what is no amount above nothing.
 */
export function readAmount(text: string, currency: Currency): number | null {
  const typed = text.replace(/[\s₫$]/g, '')
  if (typed === '') return null
  const digits = minorDigits[currency]
  if (digits === 0) {
    if (!/^(\d+|\d{1,3}([.,]\d{3})+)$/.test(typed)) return Number.NaN
    return aboveNothing(Number(typed.replace(/[.,]/g, '')))
  }
  const [, whole = '', part = ''] = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(typed) ?? []
  if (whole === '') return Number.NaN
  return aboveNothing(Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0')))
}

/** Writes an amount as a field starts with it. */
export function writeAmount(amountMinor: number, currency: Currency): string {
  const digits = minorDigits[currency]
  return digits === 0 ? String(amountMinor) : (amountMinor / 10 ** digits).toFixed(digits)
}

function aboveNothing(amount: number): number {
  return amount > 0 && Number.isSafeInteger(amount) ? amount : Number.NaN
}
