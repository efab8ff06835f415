import type { Context } from '../../platform/context/context.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { listWorkers } from '../../platform/queues/worker-presence.ts'
import {
  countChunkRuns,
  countWaitingFilms,
  findNextChunks,
  lockHandingOut,
  updateChunk,
} from './encode-chunk.repository.ts'
import { versionSubject } from './encode-runs.ts'
import { encodeChunkJob } from './jobs.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'

/** How many encodes all living workers could do at once. */
export async function countEncodeSlots(): Promise<number> {
  const served = (await listWorkers()).flatMap((worker) => worker.queues)
  return served
    .filter((queue) => queue.name === encodeChunkJob.queue)
    .reduce((sum, queue) => sum + queue.concurrency, 0)
}

/**
 * Hands out as many chunks as there are slots, and one in reserve, of the most urgent and oldest film first. While other
 * films wait for a slot one is left to them, so that a short film never waits for all of a long one. The last chunk of a
 * run that ends always hands out the next: call it whenever one ends.
 */
export async function feedChunks(
  tx: Transaction,
  context: Context & { runId?: string },
  slots: number,
): Promise<void> {
  await lockHandingOut(tx)
  const runId = context.runId ?? null
  const isShared = (await countWaitingFilms(tx, context.now)) > 0
  const window = isShared ? Math.max(1, slots - 1) : slots + 1
  const room = window - (await countChunkRuns(tx, runId))
  if (room <= 0) return
  for (const { versionId, index, priority } of await findNextChunks(tx, runId, room)) {
    // Without a key: the run that had the chunk before may still be stopping, and its row says who has it.
    const options = {
      subject: versionSubject(versionId),
      // Before films that wait, for one slot is theirs; with a single slot in turn with them.
      priority: slots > 1 ? Math.max(priority, 0) + 1 : priority,
    }
    const jobRunId = await enqueue(tx, context, encodeChunkJob, { versionId, index }, options)
    await updateChunk(tx, { versionId, index }, { jobRunId })
  }
}

/** Hands out chunks where whoever should have done it could not. */
export async function handOutChunks(context: WritingContext & { runId?: string }): Promise<void> {
  authorizeMediaWrite(context)
  const slots = await countEncodeSlots()
  await writeOf(context)((tx) => feedChunks(tx, context, slots))
}
