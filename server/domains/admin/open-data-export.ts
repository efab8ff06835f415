import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import type { StoredObject } from '../../platform/storage/port.ts'
import { requireFreshProof } from '../identity/index.ts'
import { exportKey, findDataExport } from './data-export.repository.ts'
import { dataExportIdSchema } from './schemas.ts'

/**
 * Opens a copy of one's own data to be taken away. Throws `data-export.not-found` for one of somebody else, whoever
 * asked for it, for one that is not ready and for one whose week is over; wants the proof of `requireFreshProof`.
 */
export async function openDataExport(context: Context, input: { id: string }): Promise<StoredObject> {
  authorize(context, 'account.own')
  const accountId = requireAccountId(context)
  const { id } = parseInput(dataExportIdSchema, input)
  const row = await findDataExport(id)
  const isThere = row?.accountId === accountId && row.expiresAt !== null && row.expiresAt > context.now
  const stored = isThere ? await storage().get(exportKey(row)) : null
  if (!stored) throw notFound('data-export', id)
  await requireFreshProof(context)
  await inTransaction((tx) =>
    recordAudit(tx, context, 'account.take-data', {
      type: 'account',
      id: accountId,
      detail: { exportId: id },
    }),
  )
  return stored
}
