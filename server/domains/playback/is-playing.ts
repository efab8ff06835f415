import { now as presentMoment } from '../../platform/clock/clock.ts'
import { BriefMemory } from '../../platform/concurrency/brief-memory.ts'
import { resolveSession } from '../identity/index.ts'
import { findPlaybackSession, isAlive, type PlaybackSessionRow } from './playback-session.repository.ts'

/** What has ended is believed alive for this long at most, in each process; the sign-in behind it for two seconds more. */
const believedMs = 2000
const mostKept = 20_000

const believed = new BriefMemory<PlaybackSessionRow | null>({ keptMs: believedMs, most: mostKept })

/**
 * Tells whether a playback session and the sign-in behind it still live: for readers without a good cookie. Each
 * process asks the database at most once in two seconds a session.
 */
export async function isPlaying(playbackSessionId: string): Promise<boolean> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(playbackSessionId)) return false
  const session = await believed.recall(playbackSessionId, () => findPlaybackSession(playbackSessionId))
  if (!session || !isAlive(session, presentMoment())) return false
  return (await resolveSession(session.sessionId)) !== null
}

/** Spares the first requests of a player that this process has just let in their look-up. */
export function believePlaying(session: PlaybackSessionRow): void {
  believed.keep(session.id, Promise.resolve(session))
}

/** Has this process ask again at once, since it has just ended these sessions itself. */
export function forgetPlaying(ids: readonly string[]): void {
  for (const id of ids) believed.forget(id)
}
