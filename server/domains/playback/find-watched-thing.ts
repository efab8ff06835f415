import { BriefMemory } from '../../platform/concurrency/brief-memory.ts'
import { getPlayable } from '../catalogue/index.ts'

type WatchedThing = { titleId: string; episodeId: string | null; durationMs: number }

const known = new BriefMemory<WatchedThing>({ keptMs: 60_000, most: 2000 })

/**
 * Gives what an asset belongs to and how long it is. Kept for a minute in this process: every player asks for the
 * same thing each five seconds, and of a new encode only the length could differ a little. Throws `playable.not-found`.
 */
export function findWatchedThing(assetId: string): Promise<WatchedThing> {
  return known.recall(assetId, () => read(assetId))
}

async function read(assetId: string): Promise<WatchedThing> {
  const { title, episode, playable } = await getPlayable({ assetId })
  return { titleId: title.id, episodeId: episode?.id ?? null, durationMs: playable.durationMs }
}
