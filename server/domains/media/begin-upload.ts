import { requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { ensureAsset } from './asset.repository.ts'
import { checkRoom } from './check-room.ts'
import { checkTarget } from './check-target.ts'
import { authorizeMediaWrite } from './policy.ts'
import { beginUploadSchema, type BeginUploadInput } from './schemas.ts'
import { cleanFileName } from './storage-keys.ts'
import { insertUpload } from './upload.repository.ts'

/**
 * Announces an upload for a film, episode or trailer, making its asset when it is the first. Throws
 * `upload.no-room` and `upload.quota-passed` where the film would not fit.
 */
export async function beginUpload(context: Context, input: BeginUploadInput): Promise<{ assetId: string }> {
  authorizeMediaWrite(context)
  const accountId = requireAccountId(context)
  const { uploadId, fileName, sizeBytes, target, fingerprint, sha256 } = parseInput(beginUploadSchema, input)
  await checkTarget(context, target)
  return inTransaction(async (tx) => {
    await checkRoom(tx, sizeBytes)
    const asset = await ensureAsset(tx, target, context.now)
    await insertUpload(tx, {
      id: uploadId,
      accountId,
      assetId: asset.id,
      filename: cleanFileName(fileName),
      sizeBytes,
      sha256,
      fingerprint,
      state: 'receiving',
      createdAt: context.now,
      receivedAt: context.now,
    })
    return { assetId: asset.id }
  })
}
