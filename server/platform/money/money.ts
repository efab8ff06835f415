import { z } from 'zod'

/** What Marquee counts money in; a transfer or a card pays in one of them. */
export const currencies = ['VND', 'USD'] as const
export type Currency = (typeof currencies)[number]

/** How many digits of a currency lie behind the point: the đồng has no smaller part. */
export const minorDigits: Record<Currency, number> = { VND: 0, USD: 2 }

/** A thousand billion đồng: far above any price, far below where sums of them stop being exact. */
const most = 1_000_000_000_000

/** An amount in the smallest part of its currency, never negative. */
export const amountSchema = z.int().min(0).max(most)

export const moneySchema = z.object({
  /** In the smallest part of the currency: 12900 is 129.00 USD, and 12900 VND. */
  amountMinor: amountSchema,
  currency: z.enum(currencies),
})
export type Money = z.infer<typeof moneySchema>

/** Adds amounts of one currency; throws a RangeError where they are of two. */
export function addMoney(first: Money, second: Money): Money {
  requireSame(first, second)
  return { ...first, amountMinor: first.amountMinor + second.amountMinor }
}

/** Tells how much is missing to `wanted`; nothing, never less, where enough is there. */
export function missingMoney(there: Money, wanted: Money): Money {
  requireSame(there, wanted)
  return { ...wanted, amountMinor: Math.max(0, wanted.amountMinor - there.amountMinor) }
}

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

function requireSame(first: Money, second: Money): void {
  if (first.currency !== second.currency)
    throw new RangeError(`${first.currency} and ${second.currency} can not be counted together.`)
}
