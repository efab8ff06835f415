import { countEncodeSlots, planChunks, recordRungs, shareOutVersion } from '#server/domains/media/index.ts'
import { env } from '#server/platform/env/env.ts'
import { mediaTools, videoName } from '#server/platform/media-tools/index.ts'
import { storage } from '#server/platform/storage/index.ts'
import type { Work } from './work.ts'

/**
 * Has a long film encoded in chunks by all workers and parks the run until they are done; tells whether it did. A film
 * that is cut already, and comes back for another try, has those made that are not there.
 */
export async function shareOut(work: Work, onePass: boolean): Promise<boolean> {
  const { context, started, ladder } = work
  const { versionId } = started
  if (started.chunks) {
    const lost = await findLost(work)
    if (lost.length === 0 && started.chunks.rows.every(({ state }) => state === 'done')) return false
    await announce(work)
    await shareOutVersion(context, { versionId, lost })
    return true
  }
  const chunks = onePass ? null : await planCut(work)
  if (!chunks) return false
  await announce(work)
  await shareOutVersion(context, { versionId, ladder, chunks })
  context.log.info({ versionId, chunks: chunks.length }, 'a film is encoded in chunks')
  return true
}

async function planCut({ started, probe, ladder }: Work) {
  if (started.tracksFrom || !(await mediaTools().encodesChunks())) return null
  const fromSeconds = env().ENCODE_CHUNKS_FROM_SECONDS
  return planChunks(probe, ladder, { slots: await countEncodeSlots(), fromSeconds })
}

async function announce({ context, started, report, ladder }: Work): Promise<void> {
  report.setRungs(ladder, 'encoding')
  await recordRungs(context, { versionId: started.versionId, state: 'encoding' })
  await report.enter('encode')
}

/** Chunks that count as done and whose files the sweep of storage has taken since. */
async function findLost({ started, ladder }: Work): Promise<number[]> {
  const lost: number[] = []
  for (const { index, kind, state, storagePrefix } of started.chunks?.rows ?? []) {
    const name = kind === 'audio' ? ladder.audio[0]?.name : ladder.rungs[0] && videoName(ladder.rungs[0])
    if (state !== 'done') continue
    if (!storagePrefix || !(await storage().head(`${storagePrefix}${name}.mp4`))) lost.push(index)
  }
  return lost
}
