import { z } from 'zod'
import type { EntryLine, LedgerPage } from '#components/admin/ledger/ledger-page.ts'
import { getLastProof, listEntries, verifyLedger } from '#server/domains/billing/index.ts'
import {
  entryFilterSchema,
  type EntryFilterInput,
  type LedgerEntryDto,
} from '#server/domains/billing/schemas.ts'
import { nameAccounts } from '#server/domains/identity/index.ts'
import type { Context } from '#server/platform/context/context.ts'
import { one, type SearchParams } from '../search-params.ts'

const pageSize = 50
const pageSchema = z.coerce.number().int().min(1).max(2000)

/** The ledger's filters as its address carries them; a part that makes no sense is as if it were absent. */
export const ledgerQuerySchema = z
  .object({
    source: z.string(),
    account: z.string(),
    person: z.string(),
    from: z.string(),
    to: z.string(),
    page: z.string(),
  })
  .partial()

/** Reads the ledger's filters from the address; a part that makes no sense is as if it were absent. */
export function readLedgerQuery(search: SearchParams): EntryFilterInput {
  const { shape } = entryFilterSchema
  return {
    source: shape.source.safeParse(one(search.source)).data,
    bookAccount: shape.bookAccount.safeParse(one(search.account)).data,
    person: shape.person.safeParse(one(search.person)).data,
    from: shape.from.safeParse(one(search.from)).data,
    to: shape.to.safeParse(one(search.to)).data,
  }
}

/** Gives everything the page of the ledger shows. */
export async function readLedgerPage(context: Context, search: SearchParams): Promise<LedgerPage> {
  const page = pageSchema.safeParse(one(search.page) ?? 1).data ?? 1
  const [proof, last, list] = await Promise.all([
    verifyLedger(context),
    getLastProof(context),
    listEntries(context, {
      ...readLedgerQuery(search),
      limit: pageSize,
      offset: (page - 1) * pageSize,
    }),
  ])
  return {
    proof,
    last,
    entries: await nameEntries(context, list.entries),
    total: list.total,
    page,
    pageSize,
    nowIso: context.now.toISOString(),
  }
}

/** Adds to each entry the name of whom it is about. */
export async function nameEntries(
  context: Context,
  entries: readonly LedgerEntryDto[],
): Promise<EntryLine[]> {
  const accountIds = [...new Set(entries.flatMap(({ accountId }) => accountId ?? []))]
  const names = await nameAccounts(context, { accountIds })
  return entries.map((entry) => ({ ...entry, person: names.get(entry.accountId ?? '') ?? null }))
}
