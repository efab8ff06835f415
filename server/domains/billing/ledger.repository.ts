import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { ledgerEntries, ledgerPostings } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'
import type { Entry, LedgerEntryDto, LedgerProof, Posting } from './ledger.schemas.ts'

/** Writes an entry with its postings; null where its source has been written before. */
export async function insertEntry(tx: Transaction, entry: Entry, createdAt: Date): Promise<string | null> {
  const { source, sourceId, accountId, occurredAt, note, postings } = entry
  const [row] = await tx
    .insert(ledgerEntries)
    .values({ source, sourceId, accountId, occurredAt, createdAt, note: note ?? null })
    .onConflictDoNothing({ target: [ledgerEntries.source, ledgerEntries.sourceId] })
    .returning({ id: ledgerEntries.id })
  if (!row) return null
  await tx.insert(ledgerPostings).values(postings.map((posting) => ({ ...posting, entryId: row.id })))
  return row.id
}

/** The postings that were written for this source; none where there is no entry. */
export async function postingsOf(
  db: Queryable,
  { source, sourceId }: Pick<Entry, 'source' | 'sourceId'>,
): Promise<Posting[]> {
  const rows = await db
    .select({ posting: ledgerPostings })
    .from(ledgerPostings)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerPostings.entryId))
    .where(and(eq(ledgerEntries.source, source), eq(ledgerEntries.sourceId, sourceId)))
  return rows.map(({ posting }) => toPosting(posting))
}

/** Reads all sums of the book, and which entries are not as they must be, from one moment. */
export async function readProof(): Promise<Omit<LedgerProof, 'balanced'>> {
  return database().transaction(
    async (tx) => {
      const amountMinor = sql<number>`sum(${ledgerPostings.amountMinor})`.mapWith(Number)
      const { currency, bookAccount } = ledgerPostings
      const sums = await tx.select({ currency, amountMinor }).from(ledgerPostings).groupBy(currency)
      const balances = await tx
        .select({ bookAccount, currency, amountMinor })
        .from(ledgerPostings)
        .groupBy(bookAccount, currency)
        .orderBy(currency, bookAccount)
      const unequal = await tx.execute<{ id: string }>(sql`
        select distinct ${ledgerEntries.id} as id
        from ${ledgerEntries} left join ${ledgerPostings} on ${ledgerPostings.entryId} = ${ledgerEntries.id}
        group by ${ledgerEntries.id}, ${currency}
        having coalesce(sum(${ledgerPostings.amountMinor}), 1) <> 0`)
      const entries = await tx.$count(ledgerEntries)
      return { entries, sums, balances, faulty: unequal.map(({ id }) => id) }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** A page of entries, the newest first. */
export async function readEntries(page: { limit: number; offset: number }): Promise<LedgerEntryDto[]> {
  const rows = await database()
    .select()
    .from(ledgerEntries)
    .orderBy(desc(ledgerEntries.occurredAt), desc(ledgerEntries.id))
    .limit(page.limit)
    .offset(page.offset)
  const ids = rows.map(({ id }) => id)
  const postings =
    ids.length === 0
      ? []
      : await database()
          .select()
          .from(ledgerPostings)
          .where(inArray(ledgerPostings.entryId, ids))
          .orderBy(ledgerPostings.id)
  return rows.map((row) => ({
    ...row,
    occurredAt: row.occurredAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    postings: postings.filter(({ entryId }) => entryId === row.id).map(toPosting),
  }))
}

function toPosting(row: typeof ledgerPostings.$inferSelect): Posting {
  const { bookAccount, party, amountMinor } = row
  return { bookAccount, party, currency: row.currency as Posting['currency'], amountMinor }
}
