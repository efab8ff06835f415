import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import { sessionIdOf, type Context } from '../../platform/context/context.ts'
import { parseDevice } from './parse-device.ts'
import type { SessionDto } from './schemas.ts'
import { findOpenSessions, type SessionRow } from './session.repository.ts'

/** Gives the open sessions of the account that asks: the one that asks first, then the last used. */
export async function listSessions(context: Context): Promise<SessionDto[]> {
  authorize(context, 'account.own')
  const rows = await findOpenSessions(requireAccountId(context), context.now)
  const current = sessionIdOf(context)
  const listed = rows.map((row) => toSessionDto(row, current))
  return [...listed.filter((each) => each.isCurrent), ...listed.filter((each) => !each.isCurrent)]
}

/** The session as its owner sees it. */
export function toSessionDto(row: SessionRow, current?: string): SessionDto {
  return {
    id: row.id,
    kind: row.kind,
    device: parseDevice(row.userAgent),
    country: row.country,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
    isCurrent: row.id === current,
  }
}
