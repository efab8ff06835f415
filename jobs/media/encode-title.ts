import {
  encodeFailed,
  encodeTitleJob,
  explainSourceFailure,
  failVersion,
  startVersion,
  type StartedVersion,
} from '#server/domains/media/index.ts'
import type { JobContext, JobHandler } from '#server/platform/queues/job-handler.ts'
import { storage } from '#server/platform/storage/index.ts'
import { makeVersion } from './make-version.ts'
import { openScratch, type Scratch } from './scratch.ts'
import { stopReason } from './stop-reason.ts'

/** Makes a version playable and publishes it; a retry on the same machine goes on from the last finished stage. */
export const encodeTitle: JobHandler<{ versionId: string; onePass: boolean }> = async (
  context,
  { versionId, onePass },
) => {
  const started = await startVersion(context, { versionId })
  if (!started) {
    context.log.info({ versionId }, 'the version needs no encode any more')
    return
  }
  const scratch = await openScratch(versionId)
  try {
    const source = await storage().asLocalFile(started.source.storageKey)
    try {
      await makeVersion(context, started, scratch, { file: source.path, onePass })
    } finally {
      await source.release()
    }
  } catch (error) {
    throw await settleFailure(context, started, scratch, error)
  }
  await scratch.remove()
}

/** Gives what to throw. The scratch folder stays for as long as another try may go on from it. */
async function settleFailure(
  context: JobContext,
  { versionId, source }: StartedVersion,
  scratch: Scratch,
  error: unknown,
): Promise<unknown> {
  const reason = await stopReason(context, scratch, error)
  if (reason !== null) return reason
  const { failure, retryable } = await explainSourceFailure(error, source.storageKey)
  const again = retryable && context.attempt < encodeTitleJob.attempts
  context.log.warn({ err: error, versionId, failure, again }, 'an encode failed')
  if (again) return encodeFailed(failure, true, error)
  await failVersion(context, { versionId, failure })
  await scratch.remove()
  return encodeFailed(failure, false, error)
}
