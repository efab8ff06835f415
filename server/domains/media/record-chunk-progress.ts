import { z } from 'zod'
import type { Context } from '../../platform/context/context.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { announceRun } from '../../platform/queues/announce-run.ts'
import { saveParkedProgress } from '../../platform/queues/run-transitions.ts'
import { findChunksAtWork } from './encode-chunk.repository.ts'
import { findEncodeRun } from './encode-runs.ts'
import { authorizeMediaWrite } from './policy.ts'
import { summariseChunks } from './summarise-chunks.ts'

const reportedSchema = z.object({ percent: z.number().catch(0), fps: z.number().nullable().catch(null) })

/**
 * Shows how far a version's chunks are together as the progress of its one run; `span` is where the encode begins and
 * ends among its 100 percent. Nothing when it waits for them no more.
 */
export async function recordChunkProgress(
  context: Context,
  { versionId, span: [start, end] }: { versionId: string; span: readonly [number, number] },
): Promise<void> {
  authorizeMediaWrite(context)
  const run = await findEncodeRun(versionId)
  if (run?.state !== 'parked') return
  const rows = await findChunksAtWork(database(), versionId)
  const { share, ...standing } = summariseChunks(
    rows.map(({ chunk, run: own }) => {
      const isAtWork = chunk.state === 'encoding' && own?.state === 'active'
      const reported = reportedSchema.parse(own?.progress ?? {})
      return { ...chunk, atWork: isAtWork ? reported : null }
    }),
  )
  const percent = Math.round((start + (end - start) * share) * 10) / 10
  const saved = await saveParkedProgress(run.id, { ...run.progress, ...standing, stage: 'encode', percent })
  if (saved) await announceRun(saved)
}
