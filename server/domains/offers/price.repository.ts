import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm'
import { prices } from '#db/postgres/schema/index.ts'
import type { Currency } from '../../platform/money/money.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'
import type { PriceDto } from './dtos.ts'
import type { Interval } from './terms.ts'

export type PriceRow = typeof prices.$inferSelect

/** Which offer's price in which currency, of a plan for which interval. */
export type PriceKey = Pick<PriceRow, 'planId' | 'titleOfferId' | 'interval' | 'currency'>

/** Of one offer, for what it costs. */
export type PricedOffer =
  | { planId: string; titleOfferId: null; interval: Interval }
  | { planId: null; titleOfferId: string; interval: null }

/** What the offer costs today in this currency; null where it is not sold in it. */
export async function findToday(db: Queryable, key: PriceKey): Promise<PriceRow | null> {
  const { planId, titleOfferId, interval, currency } = key
  const [row] = await db
    .select()
    .from(prices)
    .where(
      and(
        planId === null ? isNull(prices.planId) : eq(prices.planId, planId),
        titleOfferId === null ? isNull(prices.titleOfferId) : eq(prices.titleOfferId, titleOfferId),
        interval === null ? isNull(prices.interval) : eq(prices.interval, interval),
        eq(prices.currency, currency),
        isNull(prices.validUntil),
      ),
    )
  return row ?? null
}

/**
 * Ends today's price and begins this one, or none; false where it is the same as before. The offer must be locked: two
 * at a time would both end the same row.
 */
export async function replacePrice(
  tx: Transaction,
  key: PricedOffer & { currency: Currency },
  { amountMinor, now }: { amountMinor: number | null; now: Date },
): Promise<boolean> {
  const today = await findToday(tx, key)
  if ((today?.amountMinor ?? null) === amountMinor) return false
  // Whoever waited for the lock may have begun before the row that it waited for.
  const at = today && today.validFrom > now ? today.validFrom : now
  if (today) await tx.update(prices).set({ validUntil: at }).where(eq(prices.id, today.id))
  if (amountMinor !== null) await tx.insert(prices).values({ ...key, amountMinor, validFrom: at })
  return true
}

export async function pricesById(db: Queryable, priceIds: readonly string[]): Promise<PriceRow[]> {
  if (priceIds.length === 0) return []
  return db
    .select()
    .from(prices)
    .where(inArray(prices.id, [...priceIds]))
}

/** Prices of these offers by the offer's id, the newest first; `isToday` leaves out those that have ended. */
export async function pricesOf(
  db: Queryable,
  offers: { planIds?: readonly string[]; titleOfferIds?: readonly string[] },
  { isToday }: { isToday: boolean },
): Promise<Map<string, PriceDto[]>> {
  const { planIds = [], titleOfferIds = [] } = offers
  if (planIds.length + titleOfferIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(prices)
    .where(
      and(
        or(inArray(prices.planId, [...planIds]), inArray(prices.titleOfferId, [...titleOfferIds])),
        isToday ? isNull(prices.validUntil) : undefined,
      ),
    )
    .orderBy(desc(prices.validFrom), desc(prices.id))
  const found = new Map<string, PriceDto[]>()
  for (const row of rows) {
    const id = row.planId ?? row.titleOfferId ?? ''
    found.set(id, [...(found.get(id) ?? []), toPriceDto(row)])
  }
  return found
}

export function toPriceDto(row: PriceRow): PriceDto {
  return {
    id: row.id,
    interval: row.interval,
    currency: row.currency,
    amountMinor: row.amountMinor,
    validFrom: row.validFrom.toISOString(),
    validUntil: row.validUntil?.toISOString() ?? null,
  }
}
