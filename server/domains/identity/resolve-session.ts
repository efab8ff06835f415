import { now as presentMoment } from '../../platform/clock/clock.ts'
import { log } from '../../platform/log/log.ts'
import type { LiveSession } from './schemas.ts'
import { findLiveIds, findSession, touchSession } from './session.repository.ts'

/** What has ended is believed alive for this long at most, in each process. */
const believedMs = 2000
const touchedEveryMs = 60_000
const mostKept = 20_000

type Kept = { session: Promise<LiveSession | null>; until: number }
const kept = new Map<string, Kept>()

/**
 * Gives who a session belongs to while it lasts; null once it has ended or expired or its account is locked.
 * Each process asks the database at most once in two seconds a session.
 */
export function resolveSession(sessionId: string): Promise<LiveSession | null> {
  const known = kept.get(sessionId)
  const at = performance.now()
  if (known && known.until > at) return known.session
  const session = readSession(sessionId)
  kept.delete(sessionId)
  kept.set(sessionId, { session, until: at + believedMs })
  session.catch(() => kept.delete(sessionId))
  const oldest = kept.keys().next()
  if (kept.size > mostKept && !oldest.done) kept.delete(oldest.value)
  return session
}

/** Has this process ask again at once, since it has just ended or changed these sessions itself. */
export function forgetSessions(sessionIds: readonly string[]): void {
  for (const id of sessionIds) kept.delete(id)
}

/** Of these sessions, those that are still alive, asked of the database now; for who holds sockets open. */
export function findLiveSessions(sessionIds: readonly string[]): Promise<Set<string>> {
  return findLiveIds(sessionIds, presentMoment())
}

async function readSession(sessionId: string): Promise<LiveSession | null> {
  const found = await findSession(sessionId)
  if (!found) return null
  const { session, account } = found
  const now = presentMoment()
  if (session.endedAt || session.expiresAt <= now || account.lockedAt) return null
  if (now.getTime() - session.lastUsedAt.getTime() > touchedEveryMs) {
    touchSession(sessionId, now).catch((error: unknown) =>
      log().warn({ err: error, sessionId }, 'the last use of a session was not kept'),
    )
  }
  return {
    sessionId,
    accountId: account.id,
    role: account.role,
    country: account.country,
    kind: session.kind,
    expiresAt: session.expiresAt.toISOString(),
  }
}
