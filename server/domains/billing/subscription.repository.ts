import { and, asc, count, desc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import { plans, prices, subscriptions } from '#db/postgres/schema/index.ts'
import type { ProviderName } from '../../platform/payments/port.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'

export type SubscriptionRow = typeof subscriptions.$inferSelect
export type SubscriptionChange = Partial<Omit<SubscriptionRow, 'id' | 'accountId'>>
export type SubscriptionWithPlan = {
  subscription: SubscriptionRow
  plan: typeof plans.$inferSelect
  price: typeof prices.$inferSelect
}

export async function hasHadSubscription(db: Queryable, accountId: string): Promise<boolean> {
  const rows = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.accountId, accountId))
    .limit(1)
  return rows.length > 0
}

/** The one that has not ended: there is one at most. */
export async function findLivingSubscription(
  db: Queryable,
  accountId: string,
): Promise<SubscriptionRow | null> {
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.accountId, accountId), isNull(subscriptions.endedAt)))
  return row ?? null
}

export async function findSubscriptionByProviderId(
  db: Queryable,
  provider: ProviderName,
  providerId: string,
): Promise<SubscriptionRow | null> {
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.provider, provider), eq(subscriptions.providerId, providerId)))
  return row ?? null
}

export async function lockSubscription(tx: Transaction, id: string): Promise<SubscriptionRow | null> {
  const [row] = await tx.select().from(subscriptions).where(eq(subscriptions.id, id)).for('update')
  return row ?? null
}

export async function insertSubscription(
  tx: Transaction,
  values: typeof subscriptions.$inferInsert,
): Promise<SubscriptionRow> {
  const [row] = await tx.insert(subscriptions).values(values).returning()
  if (!row) throw new Error('A subscription was not written.')
  return row
}

export async function changeSubscription(
  tx: Transaction,
  before: SubscriptionRow,
  change: SubscriptionChange,
): Promise<SubscriptionRow> {
  const [row] = await tx
    .update(subscriptions)
    .set({ ...change, version: before.version + 1 })
    .where(eq(subscriptions.id, before.id))
    .returning()
  if (!row) throw new Error(`Subscription ${before.id} vanished while it was locked.`)
  return row
}

export async function findSubscription(id: string): Promise<SubscriptionWithPlan | null> {
  const [row] = await selectSubscriptions().where(eq(subscriptions.id, id))
  return row ?? null
}

/** Those of an account, or all: the newest first. */
export async function readSubscriptions(
  filter: {
    accountId?: string | undefined
    accountIds?: string[] | undefined
    state?: SubscriptionRow['state'] | undefined
    planId?: string | undefined
  },
  page: { limit: number; offset: number },
): Promise<{ rows: SubscriptionWithPlan[]; total: number }> {
  const where = and(
    filter.accountId === undefined ? undefined : eq(subscriptions.accountId, filter.accountId),
    filter.accountIds &&
      (filter.accountIds.length === 0 ? sql`false` : inArray(subscriptions.accountId, filter.accountIds)),
    filter.state === undefined ? undefined : eq(subscriptions.state, filter.state),
    filter.planId === undefined ? undefined : eq(subscriptions.planId, filter.planId),
  )
  const rows = await selectSubscriptions()
    .where(where)
    .orderBy(desc(subscriptions.startedAt), desc(subscriptions.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await database().select({ total: count() }).from(subscriptions).where(where)
  return { rows, total: counted?.total ?? 0 }
}

/** How many there are in each state, of one plan or of all. */
export async function countByState(
  planId: string | undefined,
): Promise<{ state: SubscriptionRow['state']; total: number }[]> {
  return database()
    .select({ state: subscriptions.state, total: count() })
    .from(subscriptions)
    .where(planId === undefined ? undefined : eq(subscriptions.planId, planId))
    .groupBy(subscriptions.state)
}

/** What the active ones cost for a month by currency, a year's price divided by twelve. */
export async function sumMonthly(
  planId: string | undefined,
): Promise<{ currency: SubscriptionWithPlan['price']['currency']; amountMinor: number }[]> {
  const monthly = sql`case when ${prices.interval} = 'year' then ${prices.amountMinor} / 12.0 else ${prices.amountMinor} end`
  return database()
    .select({ currency: prices.currency, amountMinor: sql<number>`round(sum(${monthly}))`.mapWith(Number) })
    .from(subscriptions)
    .innerJoin(prices, eq(prices.id, subscriptions.priceId))
    .where(
      and(
        eq(subscriptions.state, 'active'),
        planId === undefined ? undefined : eq(subscriptions.planId, planId),
      ),
    )
    .groupBy(prices.currency)
    .orderBy(desc(prices.currency))
}

const sweptAtOnce = 200

/** Some of the living ones whose paid time ends by this moment, in order, kept from other changes. */
export async function lockDueSubscriptions(
  tx: Transaction,
  { by, after }: { by: Date; after: SubscriptionRow | undefined },
): Promise<SubscriptionRow[]> {
  return tx
    .select()
    .from(subscriptions)
    .where(
      and(
        isNull(subscriptions.endedAt),
        lte(subscriptions.periodEndsAt, by),
        after ? gt(subscriptions.id, after.id) : undefined,
      ),
    )
    .orderBy(asc(subscriptions.id))
    .limit(sweptAtOnce)
    .for('update', { skipLocked: true })
}

function selectSubscriptions() {
  return database()
    .select({ subscription: subscriptions, plan: plans, price: prices })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.id, subscriptions.planId))
    .innerJoin(prices, eq(prices.id, subscriptions.priceId))
}
