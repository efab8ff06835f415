import type { Context } from '../../platform/context/context.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import {
  expiredDataExports,
  exportKey,
  findDataExport,
  markExportReady,
  removeDataExport,
} from './data-export.repository.ts'
import { exportPersonalData } from './export-personal-data.ts'

const keptMs = 7 * 24 * 60 * 60 * 1000

/**
 * Makes the file that was asked for, to be taken for a week; again it makes it anew. Gives whom to tell, or null where
 * the account is gone.
 */
export async function makeDataExport(
  context: Context,
  { exportId }: { exportId: string },
): Promise<{ accountId: string; expiresAt: string } | null> {
  authorize(context, 'account.read-private')
  const row = await findDataExport(exportId)
  if (!row) return null
  const { accountId } = row
  if (row.expiresAt) return { accountId, expiresAt: row.expiresAt.toISOString() }
  const data = await exportPersonalData(context, { accountId }).catch(nullIfGone)
  if (data === null) {
    await removeDataExport(exportId)
    return null
  }
  const { sizeBytes } = await storage().put(exportKey(row), `${JSON.stringify(data, null, 2)}\n`)
  const expiresAt = new Date(context.now.getTime() + keptMs)
  const isKept = await inTransaction((tx) =>
    markExportReady(tx, exportId, { readyAt: context.now, expiresAt, sizeBytes }),
  )
  if (!isKept) {
    // Erased while the file was written.
    await storage().delete(exportKey(row))
    return null
  }
  return { accountId, expiresAt: expiresAt.toISOString() }
}

/** Removes the copies whose week is over. */
export async function sweepDataExports(context: Context): Promise<{ removed: number }> {
  authorize(context, 'account.read-private')
  const expired = await expiredDataExports(context.now)
  for (const row of expired) {
    await storage().delete(exportKey(row))
    await removeDataExport(row.id)
  }
  return { removed: expired.length }
}

function nullIfGone(error: unknown): null {
  if (error instanceof AppError && error.kind === 'not-found') return null
  throw error
}
