import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { announceRun } from '../../platform/queues/announce-run.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import type { JobRunRow } from '../../platform/queues/job-run-dto.ts'
import { getRun, lockRun } from '../../platform/queues/job-run.repository.ts'
import { replayLockedRun } from '../../platform/queues/replay-job-run.ts'
import { isOpen } from '../../platform/queues/schemas.ts'
import type { VersionRow } from './asset.repository.ts'
import { findEncodeRun, versionSubject } from './encode-runs.ts'
import { versionNotFound, versionOvertaken, versionState } from './errors.ts'
import { encodeTitleJob } from './jobs.ts'
import { authorizeMediaWrite } from './policy.ts'
import { versionIdSchema } from './schemas.ts'
import { hasLaterVersion, lockVersion, updateVersion } from './version.repository.ts'

/**
 * Encodes a version that failed or was cancelled once more, with all its attempts. Throws `version.wrong-state` in any
 * other state or while it is still stopping, `version.overtaken` when a later version of the film is there or under way.
 */
export async function retryEncode(
  context: Context,
  input: { versionId: string },
): Promise<{ jobId: string }> {
  authorizeMediaWrite(context)
  const { versionId } = parseInput(versionIdSchema, input)
  const latest = await findEncodeRun(versionId)
  const run = await inTransaction(async (tx) => {
    // A worker locks its run and then its version: so do we.
    const before = latest ? await lockRun(tx, latest.id) : null
    const version = await lockVersion(tx, versionId)
    if (!version) throw versionNotFound(versionId)
    if (!hasEnded(version, before)) throw versionState(versionId, version.state)
    if (await hasLaterVersion(tx, version)) throw versionOvertaken(versionId)
    // A run that found its version cancelled has done nothing, and is complete.
    const again =
      before && before.state !== 'completed'
        ? await replayLockedRun(tx, context, before)
        : await enqueueAnew(tx, context, versionId)
    await updateVersion(tx, versionId, { state: 'waiting', error: null, jobRunId: again.id })
    await recordAudit(tx, context, 'version.retry', {
      ...versionSubject(versionId),
      detail: { assetId: version.assetId, from: version.state },
    })
    return again
  })
  await announceRun(run)
  return { jobId: run.id }
}

/** Its run knows first: one that has just died or been cancelled has told its version nothing yet. */
function hasEnded(version: VersionRow, run: JobRunRow | null): boolean {
  if (version.state === 'failed' || version.state === 'cancelled') return run === null || !isOpen(run.state)
  const hasNotTold = run !== null && ['dead', 'cancelled', 'discarded'].includes(run.state)
  return (version.state === 'waiting' || version.state === 'encoding') && hasNotTold
}

async function enqueueAnew(tx: Transaction, context: Context, versionId: string): Promise<JobRunRow> {
  const options = { subject: versionSubject(versionId), dedupeKey: versionId }
  return getRun(await enqueue(tx, context, encodeTitleJob, { versionId }, options), tx)
}
