import { and, count, desc, eq, gt, gte, inArray, isNotNull, like, lte, ne, sql, type SQL } from 'drizzle-orm'
import { payments, plans, prices, titleOffers } from '#db/postgres/schema/index.ts'
import type { ProviderName } from '../../platform/payments/port.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'
import type { PriceRow } from './price.repository.ts'

export type PaymentRow = typeof payments.$inferSelect
export type PaymentChange = Partial<Omit<PaymentRow, 'id' | 'accountId' | 'createdAt'>>
export type PaymentWithPrice = { payment: PaymentRow } & PriceRow

/** Lets one transaction at a time start payments of an account or change what it subscribes to. */
export async function lockAccountMoney(tx: Transaction, accountId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`money of ${accountId}`}, 0))`)
}

/** Null where its code or request key is taken. */
export async function insertPayment(
  tx: Transaction,
  values: typeof payments.$inferInsert,
): Promise<PaymentRow | null> {
  const [row] = await tx.insert(payments).values(values).onConflictDoNothing().returning()
  return row ?? null
}

/** The row, kept from other changes until the transaction ends. */
export async function lockPayment(tx: Transaction, id: string): Promise<PaymentRow | null> {
  const [row] = await tx.select().from(payments).where(eq(payments.id, id)).for('update')
  return row ?? null
}

export async function changePayment(tx: Transaction, id: string, change: PaymentChange): Promise<PaymentRow> {
  const [row] = await tx.update(payments).set(change).where(eq(payments.id, id)).returning()
  if (!row) throw new Error(`Payment ${id} vanished while it was locked.`)
  return row
}

export async function findPaymentByKey(
  db: Queryable,
  { accountId, requestKey }: { accountId: string; requestKey: string },
): Promise<PaymentRow | null> {
  const [row] = await db
    .select()
    .from(payments)
    .where(and(eq(payments.accountId, accountId), eq(payments.requestKey, requestKey)))
  return row ?? null
}

/** One of the same price that waits for its money and will for some time. */
export async function findOpenPayment(
  db: Queryable,
  wanted: { accountId: string; priceId: string; provider: ProviderName; openAt: Date },
): Promise<PaymentRow | null> {
  const [row] = await db
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.accountId, wanted.accountId),
        eq(payments.priceId, wanted.priceId),
        eq(payments.provider, wanted.provider),
        eq(payments.state, 'pending'),
        gt(payments.expiresAt, wanted.openAt),
      ),
    )
    .orderBy(desc(payments.createdAt))
    .limit(1)
  return row ?? null
}

/**
 * All that wait for the money of the same thing: of any plan, for an account has one, or of the same title, season or
 * bundle.
 */
export async function findOpenFor(
  db: Queryable,
  { accountId, offer }: { accountId: string; offer: PriceRow },
): Promise<PaymentRow[]> {
  const rows = await db
    .select({ payment: payments })
    .from(payments)
    .innerJoin(prices, eq(prices.id, payments.priceId))
    .leftJoin(titleOffers, eq(titleOffers.id, prices.titleOfferId))
    .where(
      and(
        eq(payments.accountId, accountId),
        eq(payments.state, 'pending'),
        offer.titleOffer ? isForTarget(offer.titleOffer) : isNotNull(prices.planId),
      ),
    )
  return rows.map(({ payment }) => payment)
}

/** An account's settled payments for the same title, season or bundle, and how each sold it. */
export async function paidForTarget(
  db: Queryable,
  accountId: string,
  target: typeof titleOffers.$inferSelect,
): Promise<{ payment: PaymentRow; kind: 'rental' | 'purchase' }[]> {
  return db
    .select({ payment: payments, kind: titleOffers.kind })
    .from(payments)
    .innerJoin(prices, eq(prices.id, payments.priceId))
    .innerJoin(titleOffers, eq(titleOffers.id, prices.titleOfferId))
    .where(and(eq(payments.accountId, accountId), eq(payments.state, 'settled'), isForTarget(target)))
}

function isForTarget({ targetKind, targetId }: typeof titleOffers.$inferSelect) {
  return and(eq(titleOffers.targetKind, targetKind), eq(titleOffers.targetId, targetId))
}

/** All of an account that wait for their money. */
export async function findPendingPayments(db: Queryable, accountId: string): Promise<PaymentRow[]> {
  return db
    .select()
    .from(payments)
    .where(and(eq(payments.accountId, accountId), eq(payments.state, 'pending')))
    .orderBy(payments.createdAt)
}

export async function findPaymentByProviderId(
  db: Queryable,
  provider: ProviderName,
  providerId: string,
): Promise<PaymentRow | null> {
  const [row] = await db
    .select()
    .from(payments)
    .where(and(eq(payments.provider, provider), eq(payments.providerId, providerId)))
  return row ?? null
}

/** The ids of payments of this provider that go by these codes. */
export async function findPaymentIdsByCode(
  db: Queryable,
  provider: ProviderName,
  codes: readonly string[],
): Promise<string[]> {
  if (codes.length === 0) return []
  const rows = await db
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.provider, provider), inArray(payments.code, [...codes])))
  return rows.map(({ id }) => id)
}

export async function findPayment(id: string): Promise<PaymentWithPrice | null> {
  const [row] = await selectPayments().where(eq(payments.id, id))
  return row ?? null
}

export type PaymentFilter = {
  accountId?: string | undefined
  accountIds?: string[] | undefined
  state?: PaymentRow['state'] | undefined
  provider?: ProviderName | undefined
  has?: 'refund' | 'dispute' | undefined
  /** Letters and digits alone: a part of the code. */
  code?: string | undefined
  ids?: string[] | undefined
}

/** Where a listing goes on: after this payment. */
export type PaymentPlace = Pick<PaymentRow, 'createdAt' | 'id'>

/** A page of them, the newest first. */
export async function readPayments(
  filter: PaymentFilter,
  page: { limit: number; offset: number },
): Promise<{ rows: PaymentWithPrice[]; total: number }> {
  const where = matching(filter)
  const rows = await selectPayments()
    .where(where)
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await database().select({ total: count() }).from(payments).where(where)
  return { rows, total: counted?.total ?? 0 }
}

/** The next ones after a place, the newest first; what is written meanwhile shifts nothing. */
export async function readPaymentsAfter(
  filter: PaymentFilter,
  after: PaymentPlace | null,
  limit: number,
): Promise<PaymentWithPrice[]> {
  const place = after
    ? sql`(${payments.createdAt}, ${payments.id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id}::uuid)`
    : undefined
  return selectPayments()
    .where(and(matching(filter), place))
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(limit)
}

function matching(filter: PaymentFilter): SQL | undefined {
  const { accountId, accountIds, state, provider, has, code, ids } = filter
  return and(
    accountId === undefined ? undefined : eq(payments.accountId, accountId),
    accountIds && (accountIds.length === 0 ? sql`false` : inArray(payments.accountId, accountIds)),
    state && eq(payments.state, state),
    provider && eq(payments.provider, provider),
    has === 'refund' ? gt(payments.refundedMinor, 0) : undefined,
    has === 'dispute' ? ne(payments.dispute, 'none') : undefined,
    code ? like(payments.code, `%${code}%`) : undefined,
    ids && inArray(payments.id, ids),
  )
}

/** Those that lack exactly one of these amounts and would take it: what is over too, for late money is honoured. */
export async function findPaymentsLacking(wanted: {
  provider: ProviderName
  currency: PaymentRow['currency']
  amountsMinor: readonly number[]
  createdFrom: Date
}): Promise<PaymentWithPrice[]> {
  if (wanted.amountsMinor.length === 0) return []
  const lacking = sql<number>`${payments.amountMinor} - ${payments.heldMinor}`
  return selectPayments().where(
    and(
      eq(payments.provider, wanted.provider),
      eq(payments.currency, wanted.currency),
      inArray(payments.state, ['pending', 'held', 'expired']),
      inArray(lacking, [...wanted.amountsMinor]),
      gte(payments.createdAt, wanted.createdFrom),
    ),
  )
}

/** Marks those whose time is over, but for what others change at this moment. */
export async function expirePending(tx: Transaction, at: Date, most: number): Promise<PaymentRow[]> {
  const due = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.state, 'pending'), lte(payments.expiresAt, at)))
    .limit(most)
    .for('update', { skipLocked: true })
  if (due.length === 0) return []
  const ids = due.map(({ id }) => id)
  return tx.update(payments).set({ state: 'expired' }).where(inArray(payments.id, ids)).returning()
}

/** The payments that paid a subscription's periods. */
export async function paymentsOfSubscription(db: Queryable, subscriptionId: string): Promise<PaymentRow[]> {
  return db
    .select()
    .from(payments)
    .where(eq(payments.subscriptionId, subscriptionId))
    .orderBy(desc(payments.periodEndsAt))
}

function selectPayments() {
  return database()
    .select({ payment: payments, price: prices, plan: plans, titleOffer: titleOffers })
    .from(payments)
    .innerJoin(prices, eq(prices.id, payments.priceId))
    .leftJoin(plans, eq(plans.id, prices.planId))
    .leftJoin(titleOffers, eq(titleOffers.id, prices.titleOfferId))
}
