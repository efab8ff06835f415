import { and, asc, desc, eq, exists, gte, inArray, like, lt, or, sql, type SQL } from 'drizzle-orm'
import { ledgerEntries, ledgerPostings } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'
import type { entrySources, Entry, LedgerEntryDto, LedgerProof, Posting } from './ledger.schemas.ts'

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

/** What an account has to its credit, for each currency in which it has any. */
export async function creditOf(
  accountId: string,
  db: Queryable = database(),
): Promise<{ currency: Posting['currency']; amountMinor: number }[]> {
  const { bookAccount, party, currency } = ledgerPostings
  const amountMinor = sql<number>`-sum(${ledgerPostings.amountMinor})`.mapWith(Number)
  const rows = await db
    .select({ currency, amountMinor })
    .from(ledgerPostings)
    .where(and(eq(bookAccount, 'credit'), eq(party, accountId)))
    .groupBy(currency)
    .orderBy(currency)
  return rows
    .filter((row) => row.amountMinor !== 0)
    .map((row) => ({ ...row, currency: row.currency as Posting['currency'] }))
}

/** What is looked for, people already turned into ids. */
export type EntrySearch = {
  source?: string | undefined
  bookAccount?: Posting['bookAccount'] | undefined
  accountIds?: string[] | undefined
  from?: Date | undefined
  /** Not included any more. */
  before?: Date | undefined
}

/** A page of the entries that match, the newest first, and how many there are. */
export async function readEntries(
  search: EntrySearch,
  page: { limit: number; offset: number },
): Promise<{ entries: LedgerEntryDto[]; total: number }> {
  const where = matching(search)
  const rows = await database()
    .select()
    .from(ledgerEntries)
    .where(where)
    .orderBy(desc(ledgerEntries.occurredAt), desc(ledgerEntries.id))
    .limit(page.limit)
    .offset(page.offset)
  return { entries: await withPostings(rows), total: await database().$count(ledgerEntries, where) }
}

/**
 * All entries of a payment of an account, the oldest first: those that name it, and those of the transfers that are its
 * own, which nobody was known for at first.
 */
export async function readEntriesOf(payment: {
  id: string
  accountId: string
  transferIds: readonly string[]
}): Promise<LedgerEntryDto[]> {
  const { id, accountId, transferIds } = payment
  const ofTransfers = transferIds.length === 0 ? undefined : inArray(ledgerEntries.sourceId, [...transferIds])
  const rows = await database()
    .select()
    .from(ledgerEntries)
    .where(
      or(
        and(
          eq(ledgerEntries.accountId, accountId),
          or(eq(ledgerEntries.sourceId, id), like(ledgerEntries.sourceId, `${id}:%`), ofTransfers),
        ),
        ofTransfers && and(inArray(ledgerEntries.source, [...transferSources]), ofTransfers),
      ),
    )
    .orderBy(asc(ledgerEntries.occurredAt), asc(ledgerEntries.id))
  return withPostings(rows)
}

/** What is written of a transfer that nobody is known for. */
const transferSources = [
  'transfer.queued',
  'transfer.returned',
] as const satisfies (typeof entrySources)[number][]

/** The next entries after one, the newest first; what is written meanwhile shifts nothing. */
export async function readEntriesAfter(
  search: EntrySearch,
  after: LedgerEntryDto | null,
  limit: number,
): Promise<LedgerEntryDto[]> {
  const place = after
    ? sql`(${ledgerEntries.occurredAt}, ${ledgerEntries.id}) < (${after.occurredAt}::timestamptz, ${after.id}::uuid)`
    : undefined
  const rows = await database()
    .select()
    .from(ledgerEntries)
    .where(and(matching(search), place))
    .orderBy(desc(ledgerEntries.occurredAt), desc(ledgerEntries.id))
    .limit(limit)
  return withPostings(rows)
}

function matching({ source, bookAccount, accountIds, from, before }: EntrySearch): SQL | undefined {
  const posted = database()
    .select({ one: sql`1` })
    .from(ledgerPostings)
    .where(
      and(
        eq(ledgerPostings.entryId, ledgerEntries.id),
        bookAccount && eq(ledgerPostings.bookAccount, bookAccount),
      ),
    )
  return and(
    source === undefined ? undefined : eq(ledgerEntries.source, source),
    bookAccount && exists(posted),
    accountIds && (accountIds.length === 0 ? sql`false` : inArray(ledgerEntries.accountId, accountIds)),
    from && gte(ledgerEntries.occurredAt, from),
    before && lt(ledgerEntries.occurredAt, before),
  )
}

async function withPostings(rows: (typeof ledgerEntries.$inferSelect)[]): Promise<LedgerEntryDto[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const postings = await database()
    .select()
    .from(ledgerPostings)
    .where(inArray(ledgerPostings.entryId, ids))
    .orderBy(ledgerPostings.id)
  const byEntry = Map.groupBy(postings, ({ entryId }) => entryId)
  return rows.map((row) => ({
    ...row,
    occurredAt: row.occurredAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    postings: (byEntry.get(row.id) ?? []).map(toPosting),
  }))
}

function toPosting(row: typeof ledgerPostings.$inferSelect): Posting {
  const { bookAccount, party, amountMinor } = row
  return { bookAccount, party, currency: row.currency as Posting['currency'], amountMinor }
}
