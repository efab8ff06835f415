import { inTransaction, database, type Transaction } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { nameFullDisk } from './upload-errors.ts'
import { findNamedKeys, findSourcesOfFile, lockSourceOfFile, type FileHash } from './source.repository.ts'

export type IncomingFile = FileHash & {
  /** Where it is kept unless the same bytes are kept already. */
  storageKey: string
  /** Brings it to `storageKey`; done twice it does no harm. */
  store: () => Promise<unknown>
}

/**
 * Keeps a file once however often it comes: where a source of the same bytes is stored, that one's key is given to
 * `register`, else the file is stored first. Of two that come at the same time one is kept. Throws `upload.disk-full`.
 */
export async function storeOnce<Result>(
  file: IncomingFile,
  register: (tx: Transaction, storageKey: string) => Promise<Result>,
): Promise<Result> {
  const missing: string[] = []
  for (const source of await findSourcesOfFile(database(), file)) {
    const stored = await storage().head(source.storageKey)
    if (stored?.sizeBytes !== file.sizeBytes) {
      missing.push(source.id)
      continue
    }
    const registered = await inTransaction(async (tx) => {
      const kept = await lockSourceOfFile(tx, file, missing)
      return kept ? { result: await register(tx, kept.storageKey) } : null
    })
    if (registered) return registered.result
  }
  await file.store().catch((error: unknown) => {
    throw nameFullDisk(error)
  })
  const { result, isNeeded } = await inTransaction(async (tx) => {
    const other = await lockSourceOfFile(tx, file, missing)
    const registered = await register(tx, other?.storageKey ?? file.storageKey)
    const named = await findNamedKeys(tx, [file.storageKey])
    return { result: registered, isNeeded: named.has(file.storageKey) }
  })
  if (!isNeeded) await storage().delete(file.storageKey)
  return result
}
