import type { Role } from '../../platform/context/roles.ts'
import type { SessionRow } from './session.repository.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour

/** How long a browser stays signed in unused, and at all. Who manages the house has more to lose than an evening. */
const ofViewers = { unusedMs: 14 * day, mostMs: 30 * day }
const ofStaff = { unusedMs: 12 * hour, mostMs: 7 * day }

/** Programs renew theirs with each refresh token; see `refreshSession`. */
const ofPrograms = 30 * day

/** Gives until when a session that is used now may be used again, if it is not used before. */
export function sessionEnd(
  session: Pick<SessionRow, 'kind' | 'createdAt'> & { expiresAt?: Date },
  role: Role,
  now: Date,
): Date {
  if (session.kind === 'api') return session.expiresAt ?? new Date(now.getTime() + ofPrograms)
  const { unusedMs, mostMs } = role === 'viewer' ? ofViewers : ofStaff
  return new Date(Math.min(now.getTime() + unusedMs, session.createdAt.getTime() + mostMs))
}
