import { getPlayable } from '../catalogue/index.ts'

type WatchedThing = { titleId: string; episodeId: string | null; durationMs: number }

const keptMs = 60_000
const most = 2000
const kept = new Map<string, { thing: WatchedThing; until: number }>()

/**
 * Gives what an asset belongs to and how long it is. Kept for a minute in this process: every player asks for the
 * same thing each five seconds, and of a new encode only the length could differ a little. Throws `playable.not-found`.
 */
export async function findWatchedThing(
  assetId: string,
  now: number = performance.now(),
): Promise<WatchedThing> {
  const known = kept.get(assetId)
  if (known && known.until > now) return known.thing
  const { title, episode, playable } = await getPlayable({ assetId })
  const thing = { titleId: title.id, episodeId: episode?.id ?? null, durationMs: playable.durationMs }
  kept.delete(assetId)
  kept.set(assetId, { thing, until: now + keptMs })
  const oldest = kept.keys().next()
  if (kept.size > most && !oldest.done) kept.delete(oldest.value)
  return thing
}
