import type { Context } from '../../platform/context/context.ts'
import { log } from '../../platform/log/log.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { insertEntry, postingsOf } from './ledger.repository.ts'
import type { Entry, Posting } from './ledger.schemas.ts'

/**
 * Writes what happened to money into the book, once for each source; true where it was written now. Part of the
 * change that it tells of: for verbs of this domain alone, which have authorised it. A source that comes again with
 * other postings is a fault of ours and throws.
 */
export async function postEntry(tx: Transaction, context: Context, entry: Entry): Promise<boolean> {
  const id = await insertEntry(tx, entry, context.now)
  if (id !== null) return true
  const { source, sourceId } = entry
  if (!isSame(await postingsOf(tx, entry), entry.postings))
    throw new Error(`${source} of ${sourceId} stands in the book with other postings.`)
  log().debug({ source, sourceId }, 'an entry that stands in the book came again')
  return false
}

function isSame(before: Posting[], now: Posting[]): boolean {
  const lines = (postings: Posting[]) =>
    postings
      .map(({ bookAccount, party, currency, amountMinor }) =>
        [bookAccount, party, currency, amountMinor].join('|'),
      )
      .toSorted()
      .join('\n')
  return lines(before) === lines(now)
}
