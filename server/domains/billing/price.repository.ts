import { and, eq } from 'drizzle-orm'
import { bundleTitles, plans, prices, seasons, titleOffers } from '#db/postgres/schema/index.ts'
import type { Queryable } from '../../platform/postgres/postgres.ts'

export type PriceRow = {
  price: typeof prices.$inferSelect
  plan: typeof plans.$inferSelect | null
  titleOffer: typeof titleOffers.$inferSelect | null
}

/** A price that is there, with what it is the price of. */
export async function requirePrice(db: Queryable, priceId: string): Promise<PriceRow> {
  const [row] = await db
    .select({ price: prices, plan: plans, titleOffer: titleOffers })
    .from(prices)
    .leftJoin(plans, eq(plans.id, prices.planId))
    .leftJoin(titleOffers, eq(titleOffers.id, prices.titleOfferId))
    .where(eq(prices.id, priceId))
  if (!row) throw new Error(`Price ${priceId} is gone.`)
  return row
}

/** What an offer of a title opens: titles, one season of one of them, or those of a bundle. */
export async function targetsOf(
  db: Queryable,
  { targetKind, targetId }: typeof titleOffers.$inferSelect,
): Promise<{ titleId: string; seasonNumber: number | null }[]> {
  switch (targetKind) {
    case 'title':
      return [{ titleId: targetId, seasonNumber: null }]
    case 'season':
      return db
        .select({ titleId: seasons.titleId, seasonNumber: seasons.number })
        .from(seasons)
        .where(and(eq(seasons.id, targetId)))
    case 'bundle': {
      const rows = await db
        .select({ titleId: bundleTitles.titleId })
        .from(bundleTitles)
        .where(eq(bundleTitles.bundleId, targetId))
      return rows.map(({ titleId }) => ({ titleId, seasonNumber: null }))
    }
  }
}
