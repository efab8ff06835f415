import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { storage } from '../../platform/storage/index.ts'
import { requireFreshProof } from '../identity/index.ts'
import { exportKey, findDataExport } from './data-export.repository.ts'
import { dataExportIdSchema } from './schemas.ts'

/**
 * Makes sure that a copy of one's own data can be taken away now. Throws `data-export.not-found` for one of somebody
 * else, whoever asked for it, for one that is not ready and for one whose week is over; wants the proof of
 * `requireFreshProof`.
 */
export async function checkDataExport(context: Context, input: { id: string }): Promise<void> {
  authorize(context, 'account.own')
  const accountId = requireAccountId(context)
  const { id } = parseInput(dataExportIdSchema, input)
  const row = await findDataExport(id)
  const isOpen = row?.accountId === accountId && row.expiresAt !== null && row.expiresAt > context.now
  if (!isOpen || !(await storage().head(exportKey(row)))) throw notFound('data-export', id)
  await requireFreshProof(context)
}
