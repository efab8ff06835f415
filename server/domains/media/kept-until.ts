import type { Queryable } from '../../platform/postgres/postgres.ts'
import type { VersionRow } from './asset.repository.ts'
import { findSupersededAt } from './version.repository.ts'

/** How long a version stays after another took its place, whoever was given addresses of it. */
export const GRACE_MS = 24 * 60 * 60 * 1000
/** What was asked for in the last second of an address may take this long to be delivered. */
const LAST_ANSWER_MS = 10 * 60 * 1000

/** The moment from which a superseded version's files may go: its grace is over and nobody's address is good any more. */
export async function keptUntil(db: Queryable, version: VersionRow): Promise<Date> {
  const supersededAt = await findSupersededAt(db, version)
  const grace = supersededAt === null ? 0 : supersededAt.getTime() + GRACE_MS
  const need = version.neededUntil === null ? 0 : version.neededUntil.getTime() + LAST_ANSWER_MS
  return new Date(Math.max(grace, need))
}
