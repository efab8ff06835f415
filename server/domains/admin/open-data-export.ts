import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import type { StoredObject } from '../../platform/storage/port.ts'
import { checkDataExport } from './check-data-export.ts'
import { exportKey } from './data-export.repository.ts'
import { dataExportIdSchema } from './schemas.ts'

/** Opens a copy of one's own data to be taken away; throws as {@link checkDataExport}. */
export async function openDataExport(context: Context, input: { id: string }): Promise<StoredObject> {
  authorize(context, 'account.own')
  const accountId = requireAccountId(context)
  const { id } = parseInput(dataExportIdSchema, input)
  await checkDataExport(context, { id })
  const stored = await storage().get(exportKey({ accountId, id }))
  if (!stored) throw notFound('data-export', id)
  await inTransaction((tx) =>
    recordAudit(tx, context, 'account.take-data', {
      type: 'account',
      id: accountId,
      detail: { exportId: id },
    }),
  )
  return stored
}
