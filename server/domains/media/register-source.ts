import { randomUUID } from 'node:crypto'
import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { insertSource, type AssetRow } from './asset.repository.ts'
import { uploadCompleted } from './events.ts'
import type { SourceRef } from './schemas.ts'
import { versionPrefix } from './storage-keys.ts'
import { insertVersion } from './version.repository.ts'

export type ArrivedFile = {
  sourceId: string
  uploadId: string | null
  fileName: string
  storageKey: string
  sizeBytes: number
  sha256: string
  fingerprint: string | null
}

/** Makes an arrived file a source of its (locked) asset, with a version that waits; event and audit entry tell of it. */
export async function registerSource(
  tx: Transaction,
  context: Context,
  asset: AssetRow,
  file: ArrivedFile,
): Promise<SourceRef> {
  const source = await insertSource(tx, {
    id: file.sourceId,
    assetId: asset.id,
    uploadId: file.uploadId,
    filename: file.fileName,
    storageKey: file.storageKey,
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    fingerprint: file.fingerprint,
    createdAt: context.now,
  })
  const { id: versionId } = await addVersion(tx, context, asset, source.id)
  const { titleId, episodeId, role } = asset
  const ref = { assetId: asset.id, sourceId: source.id, versionId }
  await recordEvent(tx, context, uploadCompleted, {
    ...ref,
    uploadId: file.uploadId,
    titleId,
    episodeId,
    role,
  })
  const detail = { titleId, episodeId, role, sourceId: source.id, versionId, fileName: file.fileName }
  await recordAudit(tx, context, 'asset.add-source', { type: 'asset', id: asset.id, detail })
  return ref
}

/** Makes the asset's next version of a source; it waits until its job starts it. */
export async function addVersion(
  tx: Transaction,
  context: Context,
  asset: AssetRow,
  sourceId: string,
): Promise<{ id: string }> {
  const id = randomUUID()
  await insertVersion(tx, {
    id,
    assetId: asset.id,
    sourceId,
    storagePrefix: versionPrefix(asset.id, id),
    createdAt: context.now,
  })
  return { id }
}
