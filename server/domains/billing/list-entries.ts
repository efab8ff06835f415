import type { z } from 'zod'
import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { findPeople } from './find-people.ts'
import { readEntries, readEntriesAfter, type EntrySearch } from './ledger.repository.ts'
import {
  entryFilterSchema,
  listEntriesSchema,
  type EntryFilterInput,
  type LedgerEntryDto,
  type ListEntriesInput,
} from './ledger.schemas.ts'

const batchSize = 500
const dayMs = 24 * 60 * 60 * 1000

/** Gives the entries of the book with their postings, the newest first. Wants `ledger.read`. */
export async function listEntries(
  context: Context,
  input: ListEntriesInput = {},
): Promise<{ entries: LedgerEntryDto[]; total: number }> {
  authorize(context, 'ledger.read')
  const { limit, offset, ...filter } = parseInput(listEntriesSchema, input)
  return readEntries(await toSearch(context, filter), { limit, offset })
}

/**
 * Gives all entries that match, the newest first, in batches to be written down as they come; that they were taken stays
 * on record. Wants `ledger.read`.
 */
export async function exportEntries(
  context: Context,
  input: EntryFilterInput,
): Promise<AsyncIterable<LedgerEntryDto[]>> {
  authorize(context, 'ledger.read')
  const filter = parseInput(entryFilterSchema, input)
  const search = await toSearch(context, filter)
  await inTransaction((tx) =>
    recordAudit(tx, context, 'ledger.export', { type: 'ledger', id: 'all', detail: { ...filter } }),
  )
  return batches(search)
}

async function* batches(search: EntrySearch): AsyncGenerator<LedgerEntryDto[]> {
  let after: LedgerEntryDto | null = null
  for (;;) {
    const entries: LedgerEntryDto[] = await readEntriesAfter(search, after, batchSize)
    if (entries.length > 0) yield entries
    after = entries.at(-1) ?? null
    if (entries.length < batchSize) return
  }
}

async function toSearch(
  context: Context,
  { source, bookAccount, person, from, to }: z.output<typeof entryFilterSchema>,
): Promise<EntrySearch> {
  return {
    source,
    bookAccount,
    accountIds: person === undefined ? undefined : await findPeople(context, person),
    from: from === undefined ? undefined : startOf(from),
    before: to === undefined ? undefined : new Date(startOf(to).getTime() + dayMs),
  }
}

/** Viet Nam knows no summer time. */
function startOf(date: string): Date {
  return new Date(`${date}T00:00:00+07:00`)
}
