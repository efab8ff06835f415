import { recordAudit } from '../../platform/audit/record-audit.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { deleteAsset, findVersionsOfAssets, type AssetRow } from './asset.repository.ts'
import { cancelEncode } from './cancel-encode.ts'
import { writeOf, type WritingContext } from './policy.ts'
import { findNamedKeys, findSourceKeys } from './source.repository.ts'
import { draftPrefix, versionsPrefix } from './storage-keys.ts'
import { findDraftIdsOfAsset } from './subtitle-draft.repository.ts'
import { removeUploadFiles } from './upload-files.ts'
import { findUploadIds } from './upload.repository.ts'

/** Removes an asset with its uploads, sources, versions and their files; its encodes stop. */
export async function removeAsset(context: WritingContext, asset: AssetRow): Promise<void> {
  const { id, titleId, episodeId } = asset
  for (const { version } of await findVersionsOfAssets(database(), [id])) {
    if (version.state === 'waiting' || version.state === 'encoding')
      await cancelEncode(context, { versionId: version.id })
  }
  for (const uploadId of await findUploadIds(database(), id)) await removeUploadFiles(uploadId)
  for (const draftId of await findDraftIdsOfAsset(database(), id))
    await storage().deletePrefix(draftPrefix(draftId))
  await storage().deletePrefix(versionsPrefix(id))
  // After the versions, so that a failure before it is found again by the next try.
  const unnamed = await writeOf(context)(async (tx) => {
    const keys = await findSourceKeys(tx, id)
    await deleteAsset(tx, id)
    await recordAudit(tx, context, 'asset.remove', { type: 'asset', id, detail: { titleId, episodeId } })
    const named = await findNamedKeys(tx, keys)
    return keys.filter((key) => !named.has(key))
  })
  // Other films may be made of the same file; what a failure leaves here is found by the sweep of uploads.
  for (const key of unnamed) await storage().delete(key)
}
