import { moneySchema, type Money } from '#server/domains/billing/schemas.ts'

/**
 * Gives the money that an entry tells of; null where it tells of none. What was once noted without a currency was about
 * transfers alone, which are of đồng.
 */
export function moneyOf({ amountMinor, currency = 'VND' }: Record<string, unknown>): Money | null {
  return moneySchema.safeParse({ amountMinor, currency }).data ?? null
}
