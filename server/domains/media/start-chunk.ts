import type { EncodeChunk, Ladder, MediaProbe } from '../../platform/media-tools/port.ts'
import type { JobContext } from '../../platform/queues/job-handler.ts'
import { findSource } from './asset.repository.ts'
import { findChunks, updateChunk, type ChunkRow } from './encode-chunk.repository.ts'
import type { ChunkRef } from './jobs.ts'
import { authorizeMediaWrite } from './policy.ts'
import { versionPrefix } from './storage-keys.ts'
import { lockVersion } from './version.repository.ts'

export type StartedChunk = ChunkRef & {
  chunk: EncodeChunk
  sourceKey: string
  /** The version's folder for chunks in storage; each attempt writes to one of its own below. */
  prefix: string
  probe: MediaProbe
  ladder: Ladder
}

/** Marks a chunk as being encoded and gives what the encoder needs; null when this run has nothing to do any more. */
export async function startChunk(context: JobContext, ref: ChunkRef): Promise<StartedChunk | null> {
  const { versionId, index } = ref
  authorizeMediaWrite(context)
  return context.fenced(async (tx) => {
    const version = await lockVersion(tx, versionId)
    if (version?.state !== 'encoding' || !version.plan) return null
    const chunks = await findChunks(tx, versionId)
    const row = chunks.find((chunk) => chunk.index === index)
    const source = await findSource(tx, version.sourceId)
    if (!source?.probe || row?.jobRunId !== context.runId || row.state === 'done') return null
    await updateChunk(tx, row, { state: 'encoding' })
    return {
      versionId,
      index,
      chunk: describeChunk(row, chunks),
      sourceKey: source.storageKey,
      prefix: `${versionPrefix(version.assetId, versionId)}chunks/`,
      // Only probeSource and shareOutVersion write them.
      probe: source.probe as MediaProbe,
      ladder: version.plan as Ladder,
    }
  })
}

function describeChunk(row: ChunkRow, all: readonly ChunkRow[]): EncodeChunk {
  if (row.kind === 'audio') return { kind: 'audio' }
  const { firstFrame, frames } = row
  return { kind: 'video', firstFrame, frames, isLast: all.at(-1)?.index === row.index }
}
