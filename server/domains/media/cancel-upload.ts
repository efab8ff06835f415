import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { uploadClosed, uploadNotFound } from './errors.ts'
import { authorizeMediaWrite, authorizeUpload } from './policy.ts'
import { uploadIdSchema } from './schemas.ts'
import { removeUploadFiles } from './upload-files.ts'
import { forgetHash } from './upload-hashes.ts'
import { endUpload, lockUpload } from './upload.repository.ts'

/** Gives up an upload that is still being received; throws `upload.closed` once its film has arrived. */
export async function cancelUpload(context: Context, input: { uploadId: string }): Promise<void> {
  authorizeMediaWrite(context)
  const { uploadId } = parseInput(uploadIdSchema, input)
  await inTransaction(async (tx) => {
    const upload = await lockUpload(tx, uploadId)
    if (!upload) throw uploadNotFound(uploadId)
    authorizeUpload(context, upload)
    if (upload.state === 'completed') throw uploadClosed(uploadId)
    if (upload.state === 'cancelled') return
    await endUpload(tx, uploadId, { state: 'cancelled', at: context.now })
    const detail = { assetId: upload.assetId, fileName: upload.filename }
    await recordAudit(tx, context, 'upload.cancel', { type: 'upload', id: uploadId, detail })
  })
  await removeUploadFiles(uploadId)
  forgetHash(uploadId)
}
