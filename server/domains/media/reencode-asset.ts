import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { findLatestSource, lockAsset } from './asset.repository.ts'
import { assetNotFound } from './errors.ts'
import { versionSubject } from './encode-runs.ts'
import { encodeTitleJob } from './jobs.ts'
import { authorizeMediaWrite } from './policy.ts'
import { addVersion } from './register-source.ts'
import { assetIdSchema } from './schemas.ts'
import { updateVersion } from './version.repository.ts'

/** Encodes an asset's newest source once more, as a new version; what is published stays until that one is ready. */
export async function reencodeAsset(
  context: Context,
  input: { assetId: string },
): Promise<{ versionId: string; jobId: string }> {
  authorizeMediaWrite(context)
  const { assetId } = parseInput(assetIdSchema, input)
  return inTransaction(async (tx) => {
    const asset = await lockAsset(tx, assetId)
    const source = asset && (await findLatestSource(tx, assetId))
    if (!source) throw assetNotFound(assetId)
    const { id: versionId } = await addVersion(tx, context, asset, source.id)
    const subject = versionSubject(versionId)
    const jobId = await enqueue(tx, context, encodeTitleJob, { versionId }, { subject, dedupeKey: versionId })
    await updateVersion(tx, versionId, { jobRunId: jobId })
    await recordAudit(tx, context, 'asset.reencode', { type: 'asset', id: assetId, detail: { versionId } })
    return { versionId, jobId }
  })
}
