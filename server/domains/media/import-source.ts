import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import type { Context } from '../../platform/context/context.ts'
import { invalidInput } from '../../platform/errors/app-error.ts'
import { hasCode } from '../../platform/errors/has-code.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { ensureAsset } from './asset.repository.ts'
import { checkRoom } from './check-room.ts'
import { checkTarget } from './check-target.ts'
import { fileEmpty, fileMissing, sourceUnreadable } from './errors.ts'
import { authorizeMediaWrite } from './policy.ts'
import { registerSource } from './register-source.ts'
import { importSourceSchema, type ImportSourceInput, type SourceRef } from './schemas.ts'
import { cleanFileName, sourceKey } from './storage-keys.ts'
import { storeOnce } from './store-once.ts'
import { fingerprintFile, hashFile } from './upload-hashes.ts'

/**
 * Copies a film of this machine into storage, unless the same bytes are there, and makes it a source, as a finished
 * upload does; announces `upload.completed`. Throws `media.file-missing`, `media.source-unreadable`,
 * `media.file-empty`, `upload.no-room` and `upload.quota-passed`.
 */
export async function importSource(context: Context, input: ImportSourceInput): Promise<SourceRef> {
  authorizeMediaWrite(context)
  const { path, fileName, target } = parseInput(importSourceSchema, input)
  const sizeBytes = await checkReadable(path)
  await checkTarget(context, target)
  const name = cleanFileName(fileName ?? basename(path))
  const sourceId = randomUUID()
  const asset = await inTransaction(async (tx) => {
    await checkRoom(tx, sizeBytes)
    return ensureAsset(tx, target, context.now)
  })
  const facts = { sha256: await hashFile(path), fingerprint: await fingerprintFile(path), sizeBytes }
  const ownKey = sourceKey(asset.id, sourceId, name)
  const store = () => storage().putFile(ownKey, path)
  return storeOnce({ ...facts, storageKey: ownKey, store }, async (tx, storageKey) => {
    const locked = await ensureAsset(tx, target, context.now)
    const file = { ...facts, sourceId, uploadId: null, fileName: name, storageKey }
    return registerSource(tx, context, locked, file)
  })
}

/** Gives the size in bytes of a file that can be taken in. */
export async function checkReadable(path: string): Promise<number> {
  if (!isAbsolute(path)) throw invalidInput('media.path-relative', 'The film is named by its absolute path.')
  const stats = await stat(path).catch((cause: unknown) => {
    throw hasCode(cause, 'ENOENT') ? fileMissing(path, cause) : sourceUnreadable(cause)
  })
  if (!stats.isFile()) throw sourceUnreadable(new Error('Not a file'))
  if (stats.size === 0) throw fileEmpty()
  return stats.size
}
