import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { plans, prices, titleOffers, titles } from '#db/postgres/schema/index.ts'
import { now } from '../../../platform/clock/clock.ts'
import { database } from '../../../platform/postgres/postgres.ts'

type PriceOf = { currency?: 'VND' | 'USD'; amountMinor?: number }

/** Offers a plan with a price of 90,000 đồng a month; gives both ids. */
export async function offerPlan({
  currency = 'VND',
  amountMinor = 90_000,
  interval = 'month',
  ...plan
}: PriceOf & { interval?: 'month' | 'year'; trialDays?: number; maxStreams?: number } = {}): Promise<{
  planId: string
  priceId: string
}> {
  const at = now()
  const [row] = await database()
    .insert(plans)
    .values({
      slug: `goi-${randomUUID()}`,
      name: { vi: 'Gói Đủ', en: 'Full plan' },
      description: { vi: 'Tất cả', en: 'Everything' },
      maxStreams: 3,
      position: 1,
      status: 'offered',
      createdAt: at,
      changedAt: at,
      ...plan,
    })
    .returning()
  const planId = row?.id ?? ''
  return { planId, priceId: await addPrice({ planId, interval, currency, amountMinor }) }
}

/** Offers a title for rent or for good; gives the id of its price. */
export async function offerTitle(
  kind: 'rental' | 'purchase',
  titleId: string,
  { currency = 'VND', amountMinor = 30_000 }: PriceOf = {},
): Promise<string> {
  const at = now()
  await publish(titleId)
  const [row] = await database()
    .insert(titleOffers)
    .values({ kind, targetKind: 'title', targetId: titleId, status: 'offered', createdAt: at, changedAt: at })
    .returning()
  return addPrice({ titleOfferId: row?.id ?? '', currency, amountMinor })
}

/** What nobody can look at is not sold. */
export async function publish(titleId: string): Promise<void> {
  await database()
    .update(titles)
    .set({ status: 'published', publishedAt: now() })
    .where(eq(titles.id, titleId))
}

async function addPrice(values: Omit<typeof prices.$inferInsert, 'validFrom'>): Promise<string> {
  const [row] = await database()
    .insert(prices)
    .values({ ...values, validFrom: new Date(0) })
    .returning()
  return row?.id ?? ''
}

export async function withdrawPlan(planId: string): Promise<void> {
  await database().update(plans).set({ status: 'withdrawn' }).where(eq(plans.id, planId))
}

/** The same costs a thousand more from now on. */
export async function changePrice(priceId: string): Promise<void> {
  const [row] = await database()
    .update(prices)
    .set({ validUntil: now() })
    .where(eq(prices.id, priceId))
    .returning()
  if (!row) throw new Error(`No price ${priceId}.`)
  const { id: _id, validUntil: _validUntil, ...same } = row
  await addPrice({ ...same, amountMinor: row.amountMinor + 1000 })
}
