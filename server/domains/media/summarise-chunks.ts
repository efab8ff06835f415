/** What a chunk tells of itself; `atWork` while a worker has it, with its own percentage. */
export type ChunkStanding = {
  kind: 'video' | 'audio'
  frames: number
  state: 'waiting' | 'encoding' | 'done'
  atWork: { percent: number; fps: number | null } | null
}

/** What follows the chunks takes about this share of what one worker would need for all of them. */
const AFTER_CHUNKS = 0.1

/** How far chunks are together: share of all frames, frames a second of all that work, seconds left. */
export function summariseChunks(all: readonly ChunkStanding[]): {
  share: number
  fps: number | null
  etaSeconds: number | null
  chunks: { total: number; done: number; atWork: number }
} {
  const working = all.flatMap(({ atWork }) => (atWork ? [atWork] : []))
  const total = sum(all.map(({ frames }) => frames))
  const made = sum(
    all.map(({ frames, state, atWork }) => (state === 'done' ? frames : frames * part(atWork))),
  )
  const fast = working.flatMap(({ fps }) => (fps ? [fps] : []))
  const fps = sum(fast)
  const lastS = fps > 0 ? (total * AFTER_CHUNKS) / (fps / fast.length) : 0
  return {
    share: total > 0 ? Math.min(1, made / total) : 0,
    fps: fps > 0 ? Math.round(fps * 10) / 10 : null,
    etaSeconds: fps > 0 ? Math.round((total - made) / fps + lastS) : null,
    chunks: {
      total: all.length,
      done: all.filter(({ state }) => state === 'done').length,
      atWork: working.length,
    },
  }
}

function part(atWork: ChunkStanding['atWork']): number {
  return atWork ? Math.min(100, atWork.percent) / 100 : 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
