import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAuditEntries, findAuditVocabulary } from './audit.repository.ts'
import { listAuditEntriesSchema, type AuditPageDto, type ListAuditEntriesInput } from './schemas.ts'

/** Gives a page of who did what to which thing, newest first, by actor, action or thing. */
export async function listAuditEntries(
  context: Context,
  input: ListAuditEntriesInput = {},
): Promise<AuditPageDto> {
  authorize(context, 'audit.read')
  const filter = parseInput(listAuditEntriesSchema, input)
  const [{ rows, total }, vocabulary] = await Promise.all([findAuditEntries(filter), findAuditVocabulary()])
  return {
    entries: rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: row.actor,
      action: row.action,
      subject: { type: row.subjectType, id: row.subjectId },
      detail: row.detail,
      requestId: row.requestId,
    })),
    total,
    page: filter.page,
    pageSize: filter.pageSize,
    ...vocabulary,
  }
}
