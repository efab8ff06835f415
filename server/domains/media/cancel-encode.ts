import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { cancelJobRun } from '../../platform/queues/cancel-job-run.ts'
import { isOpen } from '../../platform/queues/schemas.ts'
import { findEncodeRun, passWhenEnded, versionSubject } from './encode-runs.ts'
import { versionNotFound, versionState } from './errors.ts'
import { authorizeMediaWrite } from './policy.ts'
import { versionIdSchema } from './schemas.ts'
import { stopChunks } from './stop-chunks.ts'
import { lockVersion, updateVersion } from './version.repository.ts'

/**
 * Stops the encode of a version, waiting or at work, within seconds; what is published stays. Throws
 * `version.wrong-state` when it has ended already.
 */
export async function cancelEncode(context: Context, input: { versionId: string }): Promise<void> {
  authorizeMediaWrite(context)
  const { versionId } = parseInput(versionIdSchema, input)
  const run = await findEncodeRun(versionId)
  if (run && isOpen(run.state)) await cancelJobRun(context, { runId: run.id }).catch(passWhenEnded)
  // Marked at once: the run may take seconds to end, or may yet have to be enqueued, and then it does nothing.
  await inTransaction(async (tx) => {
    const version = await lockVersion(tx, versionId)
    if (!version) throw versionNotFound(versionId)
    if (version.state !== 'waiting' && version.state !== 'encoding')
      throw versionState(versionId, version.state)
    await updateVersion(tx, versionId, { state: 'cancelled' })
    await recordAudit(tx, context, 'version.cancel', {
      ...versionSubject(versionId),
      detail: { assetId: version.assetId },
    })
  })
  await stopChunks(context, versionId)
}
