import type { Context } from '../../platform/context/context.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { versionSubject } from './encode-runs.ts'
import { clearVersionJob } from './jobs.ts'

/** Has a version looked at for clearing away at a moment; once for each moment, though a run of it may be at work. */
export async function enqueueClear(
  tx: Transaction,
  context: Context,
  versionId: string,
  at: Date,
): Promise<void> {
  const delayMs = Math.max(0, at.getTime() - context.now.getTime())
  const dedupeKey = `${versionId}@${at.getTime()}`
  await enqueue(
    tx,
    context,
    clearVersionJob,
    { versionId },
    { delayMs, dedupeKey, subject: versionSubject(versionId) },
  )
}
