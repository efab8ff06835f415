import type { Context } from '../../platform/context/context.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { authorizeMediaRead } from './policy.ts'
import type { UploadDto } from './schemas.ts'
import { receivedBytes } from './upload-files.ts'
import { findReceivingUploads } from './upload.repository.ts'

/** Uploads that have not arrived whole, newest first, with how much of each is here and whether the caller began it. */
export async function listUploads(context: Context): Promise<UploadDto[]> {
  authorizeMediaRead(context)
  const rows = await findReceivingUploads(database())
  return Promise.all(
    rows.map(async ({ upload, asset }) => ({
      id: upload.id,
      fileName: upload.filename,
      sizeBytes: upload.sizeBytes,
      receivedBytes: (await receivedBytes(upload.id)) ?? 0,
      state: upload.state,
      target: { titleId: asset.titleId, episodeId: asset.episodeId, role: asset.role },
      isMine: context.actor.kind === 'account' && context.actor.accountId === upload.accountId,
      fingerprint: upload.fingerprint,
      createdAt: upload.createdAt.toISOString(),
    })),
  )
}
