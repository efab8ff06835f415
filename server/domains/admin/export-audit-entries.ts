import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { findAuditEntriesAfter, type AuditPlace, type AuditSearch } from './audit.repository.ts'
import { describeEntries } from './describe-entries.ts'
import { auditFilterSchema, type AuditEntryDto, type AuditFilterInput } from './schemas.ts'
import { toAuditSearch } from './search-audit.ts'

const batchSize = 500

/**
 * Gives all entries that match, newest first, in batches to be written down as they come; that they were taken is
 * itself in the log. Wants `audit.read`.
 */
export async function exportAuditEntries(
  context: Context,
  input: AuditFilterInput,
): Promise<AsyncIterable<AuditEntryDto[]>> {
  authorize(context, 'audit.read')
  const filter = parseInput(auditFilterSchema, input)
  await inTransaction((tx) =>
    recordAudit(tx, context, 'audit.export', { type: 'audit', id: 'all', detail: { ...filter } }),
  )
  return batches(await toAuditSearch(filter))
}

async function* batches(search: AuditSearch): AsyncGenerator<AuditEntryDto[]> {
  let after: AuditPlace | null = null
  for (;;) {
    const rows: Awaited<ReturnType<typeof findAuditEntriesAfter>> = await findAuditEntriesAfter(
      search,
      after,
      batchSize,
    )
    if (rows.length > 0) yield await describeEntries(rows)
    after = rows.at(-1) ?? null
    if (rows.length < batchSize) return
  }
}
