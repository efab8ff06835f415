import { and, desc, eq, inArray, ne } from 'drizzle-orm'
import { payments, refunds } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'

export type RefundRow = typeof refunds.$inferSelect

/** Null where this request has made one before. */
export async function insertRefund(
  tx: Transaction,
  values: typeof refunds.$inferInsert,
): Promise<RefundRow | null> {
  const [row] = await tx
    .insert(refunds)
    .values(values)
    .onConflictDoNothing({ target: refunds.requestKey })
    .returning()
  return row ?? null
}

export async function findRefundByKey(db: Queryable, requestKey: string): Promise<RefundRow | null> {
  const [row] = await db.select().from(refunds).where(eq(refunds.requestKey, requestKey))
  return row ?? null
}

export async function findRefund(db: Queryable, id: string): Promise<RefundRow | null> {
  const [row] = await db.select().from(refunds).where(eq(refunds.id, id))
  return row ?? null
}

export async function lockRefund(tx: Transaction, id: string): Promise<RefundRow | null> {
  const [row] = await tx.select().from(refunds).where(eq(refunds.id, id)).for('update')
  return row ?? null
}

export async function changeRefund(
  tx: Transaction,
  id: string,
  change: Partial<Pick<RefundRow, 'state' | 'providerId' | 'doneAt' | 'why'>>,
): Promise<RefundRow> {
  const [row] = await tx.update(refunds).set(change).where(eq(refunds.id, id)).returning()
  if (!row) throw new Error(`Refund ${id} vanished while it was locked.`)
  return row
}

/**
 * What was asked back of a payment and is not counted as refunded yet, in the payment's currency: a provider's call may
 * tell of a refund before the run that sent it has written so.
 */
export async function openRefunds(
  db: Queryable,
  { id, refundedMinor }: typeof payments.$inferSelect,
): Promise<number> {
  const rows = await db
    .select({ amountMinor: refunds.amountMinor })
    .from(refunds)
    .where(and(eq(refunds.paymentId, id), ne(refunds.state, 'failed')))
  return Math.max(0, rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0) - refundedMinor)
}

/** What a provider is about to give back of an account's credit: of payments that bought nothing. */
export async function askedOfCredit(
  db: Queryable,
  accountId: string,
  currency: (typeof payments.$inferSelect)['currency'],
): Promise<number> {
  const rows = await db
    .select({ amountMinor: refunds.amountMinor })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(
      and(
        eq(payments.accountId, accountId),
        eq(payments.currency, currency),
        ne(payments.state, 'settled'),
        eq(refunds.state, 'asked'),
      ),
    )
  return rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

/** Marks what the provider sent in vain; gives nothing for refunds that were not asked for here. */
export async function failRefunds(
  tx: Transaction,
  failed: readonly { providerId: string; why: string | null }[],
): Promise<void> {
  for (const { providerId, why } of failed)
    await tx.update(refunds).set({ state: 'failed', why }).where(eq(refunds.providerId, providerId))
}

/** All of these payments, the newest first. */
export async function refundsOf(paymentIds: readonly string[]): Promise<RefundRow[]> {
  if (paymentIds.length === 0) return []
  return database()
    .select()
    .from(refunds)
    .where(inArray(refunds.paymentId, [...paymentIds]))
    .orderBy(desc(refunds.askedAt), desc(refunds.id))
}
