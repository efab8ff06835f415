import { now } from '../../platform/clock/clock.ts'
import type { JobContext } from '../../platform/queues/job-handler.ts'
import { wakeRun } from '../../platform/queues/run-transitions.ts'
import { findChunks, updateChunk } from './encode-chunk.repository.ts'
import { lockEncode } from './encode-runs.ts'
import { countEncodeSlots, feedChunks } from './feed-chunks.ts'
import type { ChunkRef } from './jobs.ts'
import { authorizeMediaWrite } from './policy.ts'

/** Keeps where a chunk's files are; the next chunk is handed out, and after the last one the version goes on. */
export async function finishChunk(
  context: JobContext,
  done: ChunkRef & { storagePrefix: string; tookMs: number },
): Promise<void> {
  const { versionId, index, storagePrefix, tookMs } = done
  authorizeMediaWrite(context)
  const slots = await countEncodeSlots()
  await context.fenced(async (tx) => {
    const { run, version } = await lockEncode(tx, versionId)
    const chunks = await findChunks(tx, versionId)
    const own = chunks.find((chunk) => chunk.index === index)
    if (version?.state === 'encoding' && own?.jobRunId === context.runId) {
      await updateChunk(tx, own, { state: 'done', storagePrefix, tookMs, finishedAt: now() })
      const isLast = chunks.every((chunk) => chunk.state === 'done' || chunk.index === index)
      if (isLast && run) await wakeRun(tx, run.id)
    }
    await feedChunks(tx, context, slots)
  })
}
