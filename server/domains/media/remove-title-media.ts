import { z } from 'zod'
import { recordAudit } from '../../platform/audit/record-audit.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { deleteAsset, findAssetsOfTitle, findVersionsOfAssets } from './asset.repository.ts'
import { cancelEncode } from './cancel-encode.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'
import { sourcesPrefix, versionsPrefix } from './storage-keys.ts'
import { removeUploadFiles } from './upload-files.ts'
import { findUploadIds } from './upload.repository.ts'

const schema = z.object({ titleId: z.uuid() })

/** Removes everything there is to play of a deleted title: uploads, sources, versions and their files; encodes stop. */
export async function removeTitleMedia(context: WritingContext, input: { titleId: string }): Promise<void> {
  const { titleId } = parseInput(schema, input)
  authorizeMediaWrite(context)
  const assets = await writeOf(context)((tx) => findAssetsOfTitle(tx, titleId))
  for (const { id } of assets) {
    for (const { version } of await findVersionsOfAssets(database(), [id])) {
      if (version.state === 'waiting' || version.state === 'encoding')
        await cancelEncode(context, { versionId: version.id })
    }
    for (const uploadId of await findUploadIds(database(), id)) await removeUploadFiles(uploadId)
    await storage().deletePrefix(versionsPrefix(id))
    await storage().deletePrefix(sourcesPrefix(id))
    // Last, so that a failure before it is found again by the next try.
    await writeOf(context)(async (tx) => {
      await deleteAsset(tx, id)
      await recordAudit(tx, context, 'asset.remove', { type: 'asset', id, detail: { titleId } })
    })
  }
}
