import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAuditEntries } from './audit.repository.ts'
import { describeEntries } from './describe-entries.ts'
import { listAuditEntriesSchema, type AuditPageDto, type ListAuditEntriesInput } from './schemas.ts'
import { toAuditSearch } from './search-audit.ts'

/** Gives a page of who did what to which thing, newest first, by who, what, which thing and when. */
export async function listAuditEntries(
  context: Context,
  input: ListAuditEntriesInput = {},
): Promise<AuditPageDto> {
  authorize(context, 'audit.read')
  const { page, pageSize, ...filter } = parseInput(listAuditEntriesSchema, input)
  const { rows, total } = await findAuditEntries(await toAuditSearch(filter), { page, pageSize })
  return { entries: await describeEntries(rows), total, page, pageSize }
}
