import type { JobContext } from '../../platform/queues/job-handler.ts'
import { endDead, wakeRun } from '../../platform/queues/run-transitions.ts'
import { deleteChunks } from './encode-chunk.repository.ts'
import { lockEncode } from './encode-runs.ts'
import { encodeFailed } from './errors.ts'
import { encodeTitleJob, type ChunkRef } from './jobs.ts'
import { authorizeMediaWrite } from './policy.ts'
import type { Failure } from './schemas.ts'
import { stopChunks } from './stop-chunks.ts'
import { updateVersion } from './version.repository.ts'

/** Ends a version one of whose chunks came to nothing, with the reason for the admin; its other chunks stop. */
export async function failChunk(
  context: JobContext,
  { versionId, failure }: ChunkRef & { failure: Failure },
): Promise<void> {
  authorizeMediaWrite(context)
  await context.fenced(async (tx) => {
    const { run, version } = await lockEncode(tx, versionId)
    if (version?.state !== 'encoding') return
    const { code, message, params } = encodeFailed(failure, false, null)
    await updateVersion(tx, versionId, { state: 'failed', error: { code: failure.code, message } })
    if (run?.state === 'parked') await endDead(tx, run, { code, message, params, retryable: false })
  })
  await stopChunks(context, versionId)
}

/** Has a version made in one pass after all, where its picture cannot be cut to the frame; its chunks stop. */
export async function leaveChunks(context: JobContext, { versionId }: ChunkRef): Promise<void> {
  authorizeMediaWrite(context)
  await context.fenced(async (tx) => {
    const { run, version } = await lockEncode(tx, versionId)
    if (version?.state !== 'encoding' || run?.state !== 'parked') return
    await deleteChunks(tx, versionId)
    await wakeRun(tx, run.id, { payload: encodeTitleJob.schema.parse({ versionId, onePass: true }) })
  })
  await stopChunks(context, versionId)
}
