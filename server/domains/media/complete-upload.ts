import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { hasCode } from '../../platform/errors/has-code.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database, inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { findSourceOfUpload, lockAsset } from './asset.repository.ts'
import { assetNotFound, uploadClosed, uploadNotFound } from './errors.ts'
import { authorizeMediaWrite } from './policy.ts'
import { registerSource } from './register-source.ts'
import { uploadIdSchema, type SourceRef } from './schemas.ts'
import { sourceKey } from './storage-keys.ts'
import { storeOnce } from './store-once.ts'
import { hashMismatch } from './upload-errors.ts'
import { receivedBytes, removeUploadFiles, uploadFile } from './upload-files.ts'
import { fingerprintFile, forgetHash, hashFile, hashReceived } from './upload-hashes.ts'
import { endUpload, findUpload, lockUpload, type UploadRow } from './upload.repository.ts'
import { findVersionOfSource } from './version.repository.ts'

/**
 * Takes a wholly received file into storage and makes it a source whose version waits for the encoder;
 * announces `upload.completed`. Done twice, or again after a process ended in the middle, it gives the same source.
 * Throws `upload.closed` for a cancelled one, and `upload.hash-mismatch`, with the upload given up, when the file is
 * not what the sender hashed.
 */
export async function completeUpload(context: Context, input: { uploadId: string }): Promise<SourceRef> {
  authorizeMediaWrite(context)
  const { uploadId } = parseInput(uploadIdSchema, input)
  const upload = await findUpload(database(), uploadId)
  if (!upload) throw uploadNotFound(uploadId)
  if (upload.state === 'cancelled') throw uploadClosed(uploadId)
  const ref = upload.state === 'completed' ? await findRef(uploadId) : await takeIn(context, upload)
  if (!ref) throw uploadNotFound(uploadId)
  await removeUploadFiles(uploadId)
  forgetHash(uploadId)
  return ref
}

async function takeIn(context: Context, upload: UploadRow): Promise<SourceRef> {
  const storageKey = sourceKey(upload.assetId, upload.id, upload.filename)
  const found = await read(upload, storageKey)
  if (!found) throw uploadNotFound(upload.id)
  const { sha256, fingerprint, isStored } = found
  if (upload.sha256 !== null && upload.sha256 !== sha256) {
    await refuse(context, upload, storageKey)
    throw hashMismatch()
  }
  const { sizeBytes } = upload
  const store = () => (isStored ? Promise.resolve() : storage().moveIn(storageKey, uploadFile(upload.id)))
  return storeOnce({ sha256, sizeBytes, storageKey, store }, (tx, key) =>
    register(tx, context, upload, { sha256, fingerprint, storageKey: key }),
  )
}

type Found = { sha256: string; fingerprint: string; isStored: boolean }

/** Hashes what arrived: where it was received, or in storage when a process ended between the move and the commit. */
async function read(upload: UploadRow, storageKey: string): Promise<Found | null> {
  const path = uploadFile(upload.id)
  try {
    if ((await receivedBytes(upload.id)) === upload.sizeBytes) {
      const fingerprint = await fingerprintFile(path)
      return { sha256: await hashReceived(upload.id, path, upload.sizeBytes), fingerprint, isStored: false }
    }
  } catch (error) {
    // Another process has just moved it.
    if (!hasCode(error, 'ENOENT')) throw error
  }
  if ((await storage().head(storageKey))?.sizeBytes !== upload.sizeBytes) return null
  const file = await storage().asLocalFile(storageKey)
  try {
    return {
      sha256: await hashFile(file.path),
      fingerprint: await fingerprintFile(file.path),
      isStored: true,
    }
  } finally {
    await file.release()
  }
}

async function register(
  tx: Transaction,
  context: Context,
  upload: UploadRow,
  file: { sha256: string; fingerprint: string; storageKey: string },
): Promise<SourceRef> {
  const locked = await lockUpload(tx, upload.id)
  const known = await findRef(upload.id, tx)
  if (known) return known
  if (locked?.state !== 'receiving') throw uploadClosed(upload.id)
  const asset = await lockAsset(tx, upload.assetId)
  if (!asset) throw assetNotFound(upload.assetId)
  await endUpload(tx, upload.id, { state: 'completed', at: context.now })
  return registerSource(tx, context, asset, {
    ...file,
    sourceId: upload.id,
    uploadId: upload.id,
    fileName: upload.filename,
    sizeBytes: upload.sizeBytes,
  })
}

async function findRef(
  uploadId: string,
  db: Parameters<typeof findSourceOfUpload>[0] = database(),
): Promise<SourceRef | null> {
  const source = await findSourceOfUpload(db, uploadId)
  const version = source && (await findVersionOfSource(db, source.id))
  return version && { assetId: version.assetId, sourceId: version.sourceId, versionId: version.id }
}

async function refuse(context: Context, upload: UploadRow, storageKey: string): Promise<void> {
  await inTransaction(async (tx) => {
    const locked = await lockUpload(tx, upload.id)
    if (locked?.state !== 'receiving') throw uploadClosed(upload.id)
    await endUpload(tx, upload.id, { state: 'cancelled', at: context.now })
    const detail = { assetId: upload.assetId, fileName: upload.filename }
    await recordAudit(tx, context, 'upload.refuse', { type: 'upload', id: upload.id, detail })
  })
  await removeUploadFiles(upload.id)
  await storage().delete(storageKey)
  forgetHash(upload.id)
}
