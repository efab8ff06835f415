import { now } from '../../platform/clock/clock.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database, type Transaction } from '../../platform/postgres/postgres.ts'
import type { JobRunRow } from '../../platform/queues/job-run-dto.ts'
import { isOpen } from '../../platform/queues/schemas.ts'
import { storage } from '../../platform/storage/index.ts'
import type { VersionRow } from './asset.repository.ts'
import { findChunks } from './encode-chunk.repository.ts'
import { findEncodeRun } from './encode-runs.ts'
import { enqueueClear } from './enqueue-clear.ts'
import { failureOf } from './errors.ts'
import { handOutChunks } from './feed-chunks.ts'
import { keptUntil } from './kept-until.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'
import { versionIdSchema } from './schemas.ts'
import { settleChunks } from './settle-chunks.ts'
import { stopChunks } from './stop-chunks.ts'
import { versionPrefix } from './storage-keys.ts'
import { lockVersion, updateVersion } from './version.repository.ts'

/**
 * Settles a version whose run has ended without telling (a worker that died, a cancel) and removes the files of one
 * that failed, was cancelled or superseded; a superseded one waits for its grace and for whoever still plays it. Gives
 * whether what a worker kept of it may go: not while it is published or being encoded, but also when it was removed
 * with its asset.
 */
export async function clearVersion(context: WritingContext, input: { versionId: string }): Promise<boolean> {
  authorizeMediaWrite(context)
  const { versionId } = parseInput(versionIdSchema, input)
  await settleChunks(versionId)
  const ended = await writeOf(context)(async (tx) => {
    const version = await lockVersion(tx, versionId)
    if (!version) return { assetId: null, state: null }
    if (version.state === 'published') return null
    const { assetId } = version
    if (version.state === 'superseded')
      return (await mayGo(tx, context, version)) ? { assetId, state: null } : null
    const run = await findEncodeRun(versionId, tx)
    if (run && isOpen(run.state)) return null
    if (version.state === 'failed' || version.state === 'cancelled') return { assetId, state: version.state }
    if (!run) return null
    const end = settle(run)
    await updateVersion(tx, versionId, end)
    return { assetId, state: end.state }
  })
  // Other films' chunks: one of this version may have been the last run that would have handed them out.
  await handOutChunks(context)
  if (!ended) return false
  if (ended.state) await stopChunks(context, versionId)
  // Chunks that are done serve another try; a day after the last of them the sweep of storage takes them.
  if (ended.state === 'failed' && (await hasDoneChunks(versionId))) return true
  if (ended.assetId) await storage().deletePrefix(versionPrefix(ended.assetId, versionId))
  return true
}

async function hasDoneChunks(versionId: string): Promise<boolean> {
  return (await findChunks(database(), versionId)).some((chunk) => chunk.state === 'done')
}

/** From here on nobody is given addresses of the version any more; one that is still needed is looked at again then. */
async function mayGo(tx: Transaction, context: Context, version: VersionRow): Promise<boolean> {
  const until = await keptUntil(tx, version)
  const present = now()
  if (until > present) {
    await enqueueClear(tx, { ...context, now: present }, version.id, until)
    return false
  }
  await updateVersion(tx, version.id, { hlsPath: null, dashPath: null })
  return true
}

function settle(run: JobRunRow) {
  if (run.state === 'cancelled') return { state: 'cancelled' as const }
  const failure = failureOf(run.error ?? { code: 'internal', message: 'The job ended without a reason.' })
  return { state: 'failed' as const, error: { code: failure.code, message: failure.detail } }
}
