import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  lt,
  notExists,
  or,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { bankTransfers, ledgerEntries, ledgerPostings } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'

export type TransferRow = typeof bankTransfers.$inferSelect

/** Null where this transfer is known, by its number or by what it is. */
export async function insertTransfer(
  tx: Transaction,
  values: typeof bankTransfers.$inferInsert,
): Promise<TransferRow | null> {
  const [row] = await tx.insert(bankTransfers).values(values).onConflictDoNothing().returning()
  return row ?? null
}

export async function changeTransfer(
  tx: Transaction,
  id: string,
  change: Partial<Pick<TransferRow, 'state' | 'why' | 'paymentId' | 'settledBy'>>,
): Promise<TransferRow> {
  const [row] = await tx.update(bankTransfers).set(change).where(eq(bankTransfers.id, id)).returning()
  if (!row) throw new Error(`Transfer ${id} vanished while it was locked.`)
  return row
}

/** The row, kept from other changes until the transaction ends. */
export async function lockTransfer(tx: Transaction, id: string): Promise<TransferRow | null> {
  const [row] = await tx.select().from(bankTransfers).where(eq(bankTransfers.id, id)).for('update')
  return row ?? null
}

export async function findTransfer(db: Queryable, id: string): Promise<TransferRow | null> {
  const [row] = await db.select().from(bankTransfers).where(eq(bankTransfers.id, id))
  return row ?? null
}

export async function findTransfers(ids: readonly string[]): Promise<TransferRow[]> {
  if (ids.length === 0) return []
  return database()
    .select()
    .from(bankTransfers)
    .where(inArray(bankTransfers.id, [...ids]))
}

/** Whether its money is held for its payment still. */
export async function isTransferHeld(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.$count(bankTransfers, and(eq(bankTransfers.id, id), stillHeld()))) > 0
}

/**
 * Held for its payment, which has neither been settled by it nor ended by credit since: the payment may hold other money
 * by now. Entries of one payment are written one after the other, and so are their ids.
 */
function stillHeld() {
  const [held, later] = [alias(ledgerEntries, 'held'), alias(ledgerEntries, 'later')]
  const taken = database()
    .select({ one: sql`1` })
    .from(ledgerPostings)
    .innerJoin(later, eq(later.id, ledgerPostings.entryId))
    .where(
      and(
        eq(ledgerPostings.bookAccount, 'liability'),
        eq(ledgerPostings.party, sql`${bankTransfers.paymentId}::text`),
        gt(ledgerPostings.amountMinor, 0),
        inArray(later.source, ['payment.settled', 'payment.credited']),
        gt(later.id, held.id),
      ),
    )
  const entry = database()
    .select({ one: sql`1` })
    .from(held)
    .where(
      and(
        eq(held.source, 'payment.held'),
        eq(held.sourceId, sql`${bankTransfers.id}::text`),
        notExists(taken),
      ),
    )
  return and(eq(bankTransfers.state, 'matched'), exists(entry))
}

export async function isTransferKnown(fingerprint: string): Promise<boolean> {
  const rows = await database()
    .select({ id: bankTransfers.id })
    .from(bankTransfers)
    .where(eq(bankTransfers.fingerprint, fingerprint))
    .limit(1)
  return rows.length > 0
}

const hourMs = 60 * 60 * 1000

/** Whether no other transfer came to wait for staff before this one in its hour of the clock. */
export async function isFirstOfItsHour(id: string): Promise<boolean> {
  const own = await findTransfer(database(), id)
  if (!own) return false
  const { receivedAt } = own
  const since = new Date(Math.floor(receivedAt.getTime() / hourMs) * hourMs)
  const rows = await database()
    .select({ id: bankTransfers.id })
    .from(bankTransfers)
    .where(
      and(
        // Of one that found its payment by itself there is no reason why it waited.
        isNotNull(bankTransfers.why),
        gte(bankTransfers.receivedAt, since),
        or(
          lt(bankTransfers.receivedAt, receivedAt),
          and(eq(bankTransfers.receivedAt, receivedAt), lt(bankTransfers.id, id)),
        ),
      ),
    )
    .limit(1)
  return rows.length === 0
}

/** A page of transfers, the newest first. */
export async function readTransfers(
  filter: { states?: TransferRow['state'][]; paymentId?: string; held?: boolean },
  page: { limit: number; offset: number },
): Promise<{ rows: TransferRow[]; total: number }> {
  const where = and(
    filter.states === undefined ? undefined : inArray(bankTransfers.state, filter.states),
    filter.paymentId === undefined ? undefined : eq(bankTransfers.paymentId, filter.paymentId),
    filter.held ? stillHeld() : undefined,
  )
  const rows = await database()
    .select()
    .from(bankTransfers)
    .where(where)
    .orderBy(desc(bankTransfers.transferredAt), desc(bankTransfers.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await database().select({ total: count() }).from(bankTransfers).where(where)
  return { rows, total: counted?.total ?? 0 }
}

/** Those that count for these payments, the oldest first. */
export async function transfersFor(paymentIds: readonly string[]): Promise<TransferRow[]> {
  if (paymentIds.length === 0) return []
  return database()
    .select()
    .from(bankTransfers)
    .where(and(inArray(bankTransfers.paymentId, [...paymentIds]), eq(bankTransfers.state, 'matched')))
    .orderBy(asc(bankTransfers.transferredAt), asc(bankTransfers.id))
}
