import { now as presentMoment } from '../../platform/clock/clock.ts'
import type { Role } from '../../platform/context/roles.ts'
import { BriefMemory } from '../../platform/concurrency/brief-memory.ts'
import { readTogether } from '../../platform/concurrency/read-together.ts'
import { broadcast } from '../../platform/live/live.ts'
import { sessionChanged } from '../../platform/live/schemas.ts'
import { log } from '../../platform/log/log.ts'
import type { LiveSession, SessionOver } from './schemas.ts'
import { sessionEnd } from './session-lifetime.ts'
import { findLiveRoles, findSessions, findSessionsById, touchSession } from './session.repository.ts'

/** What has ended is believed alive for this long at most, in each process. */
const believedMs = 2000
const touchedEveryMs = 60_000
const mostKept = 20_000

const believed = new BriefMemory<LiveSession | null>({ keptMs: believedMs, most: mostKept })

/**
 * Gives who a session belongs to while it lasts; null once it has ended or expired or its account is locked.
 * Each process asks the database at most once in two seconds a session; at once where the caller names another profile
 * than is believed, for it may have been chosen a moment ago in another process. What the session says counts.
 */
export async function resolveSession(
  sessionId: string,
  named: string | null = null,
): Promise<LiveSession | null> {
  const session = await believed.recall(sessionId, () => readSession(sessionId))
  if (!session || named === null || session.profileId === named) return session
  believed.forget(sessionId)
  return believed.recall(sessionId, () => readSession(sessionId))
}

/**
 * Has every process look at these sessions again, since they have just ended, or their accounts changed in role or
 * lock; call it once the change is committed. This process does so at once, those that hold sockets within a moment,
 * all others within two seconds.
 */
export function forgetSessions(sessionIds: readonly string[]): void {
  for (const id of sessionIds) {
    believed.forget(id)
    void broadcast({ room: `session:${id}`, name: sessionChanged, payload: {} })
  }
}

/** Of these sessions, those that are still alive, with the roles of their accounts, asked of the database now. */
export function findLiveSessions(sessionIds: readonly string[]): Promise<Map<string, Role>> {
  return findLiveRoles(sessionIds, presentMoment())
}

/** Of these sessions, why each ended that has. */
export async function findSessionEnds(
  sessionIds: readonly string[],
): Promise<Map<string, { reason: SessionOver; at: Date }>> {
  const now = presentMoment()
  const ends = new Map<string, { reason: SessionOver; at: Date }>()
  for (const { session, account } of await findSessions(sessionIds)) {
    if (session.endedAt)
      ends.set(session.id, { reason: session.endReason ?? 'signed-out', at: session.endedAt })
    else if (account.lockedAt) ends.set(session.id, { reason: 'locked', at: account.lockedAt })
    else if (session.expiresAt <= now) ends.set(session.id, { reason: 'expired', at: session.expiresAt })
  }
  return ends
}

const readOne = readTogether(findSessionsById)

async function readSession(sessionId: string): Promise<LiveSession | null> {
  const found = await readOne(sessionId)
  if (!found) return null
  const { session, account } = found
  const now = presentMoment()
  if (session.endedAt || session.expiresAt <= now || account.lockedAt) return null
  if (now.getTime() - session.lastUsedAt.getTime() > touchedEveryMs) {
    touchSession(sessionId, now, sessionEnd(session, account.role, now)).catch((error: unknown) =>
      log().warn({ err: error, sessionId }, 'the last use of a session was not kept'),
    )
  }
  return {
    sessionId,
    accountId: account.id,
    role: account.role,
    country: account.country,
    kind: session.kind,
    profileId: session.profileId,
    expiresAt: session.expiresAt.toISOString(),
  }
}
