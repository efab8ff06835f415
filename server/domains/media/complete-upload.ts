import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database, inTransaction } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { findSourceOfUpload, lockAsset } from './asset.repository.ts'
import { assetNotFound, uploadClosed, uploadNotFound } from './errors.ts'
import { authorizeMediaWrite } from './policy.ts'
import { registerSource } from './register-source.ts'
import { uploadIdSchema, type SourceRef } from './schemas.ts'
import { sourceKey } from './storage-keys.ts'
import { receivedBytes, uploadFile } from './upload-files.ts'
import { endUpload, findUpload, lockUpload } from './upload.repository.ts'
import { findVersionOfSource } from './version.repository.ts'

/**
 * Takes a wholly received file into storage and makes it a source whose version waits for the encoder;
 * announces `upload.completed`. Done twice, it gives the same source; throws `upload.closed` for a cancelled one.
 */
export async function completeUpload(context: Context, input: { uploadId: string }): Promise<SourceRef> {
  const { uploadId } = parseInput(uploadIdSchema, input)
  authorizeMediaWrite(context)
  const upload = await findUpload(database(), uploadId)
  if (!upload) throw uploadNotFound(uploadId)
  if (upload.state === 'cancelled') throw uploadClosed(uploadId)
  const storageKey = sourceKey(upload.assetId, uploadId, upload.filename)
  // Found there already when the process ended between the move and the commit.
  const kept =
    (await receivedBytes(uploadId)) === null
      ? await storage().head(storageKey)
      : await storage().moveIn(storageKey, uploadFile(uploadId))
  if (!kept) throw uploadNotFound(uploadId)
  return inTransaction(async (tx) => {
    const locked = await lockUpload(tx, uploadId)
    const known = await findSourceOfUpload(tx, uploadId)
    const version = known && (await findVersionOfSource(tx, known.id))
    if (version) return { assetId: version.assetId, sourceId: version.sourceId, versionId: version.id }
    if (locked?.state !== 'receiving') throw uploadClosed(uploadId)
    const asset = await lockAsset(tx, upload.assetId)
    if (!asset) throw assetNotFound(upload.assetId)
    await endUpload(tx, uploadId, { state: 'completed', at: context.now })
    return registerSource(tx, context, asset, {
      sourceId: uploadId,
      uploadId,
      fileName: upload.filename,
      storageKey,
      sizeBytes: kept.sizeBytes,
    })
  })
}
