import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import type { Context } from '../../platform/context/context.ts'
import { invalidInput } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { ensureAsset } from './asset.repository.ts'
import { checkTarget } from './check-target.ts'
import { fileEmpty, fileMissing, sourceUnreadable } from './errors.ts'
import { authorizeMediaWrite } from './policy.ts'
import { registerSource } from './register-source.ts'
import { importSourceSchema, type ImportSourceInput, type SourceRef } from './schemas.ts'
import { cleanFileName, sourceKey } from './storage-keys.ts'

/**
 * Copies a film of this machine into storage and makes it a source, as a finished upload does; announces
 * `upload.completed`. Throws `media.file-missing`, `media.source-unreadable` and `media.file-empty`.
 */
export async function importSource(context: Context, input: ImportSourceInput): Promise<SourceRef> {
  const { path, fileName, target } = parseInput(importSourceSchema, input)
  authorizeMediaWrite(context)
  if (!isAbsolute(path)) throw invalidInput('media.path-relative', 'The film is named by its absolute path.')
  await checkReadable(path)
  await checkTarget(context, target)
  const name = cleanFileName(fileName ?? basename(path))
  const sourceId = randomUUID()
  const asset = await inTransaction((tx) => ensureAsset(tx, target, context.now))
  const storageKey = sourceKey(asset.id, sourceId, name)
  const { sizeBytes } = await storage().putFile(storageKey, path)
  return inTransaction(async (tx) => {
    const locked = await ensureAsset(tx, target, context.now)
    return registerSource(tx, context, locked, {
      sourceId,
      uploadId: null,
      fileName: name,
      storageKey,
      sizeBytes,
    })
  })
}

async function checkReadable(path: string): Promise<void> {
  const stats = await stat(path).catch((cause: unknown) => {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    throw isMissing ? fileMissing(path, cause) : sourceUnreadable(cause)
  })
  if (!stats.isFile()) throw sourceUnreadable(new Error('Not a file'))
  if (stats.size === 0) throw fileEmpty()
}
