import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { authorizePrivate } from './authorize-private.ts'
import { endSessionsOf } from './end-session.ts'
import { toSessionDto } from './list-sessions.ts'
import { forgetSessions } from './resolve-session.ts'
import {
  accountIdSchema,
  endSessionsOfSchema,
  type EndSessionsOfInput,
  type StaffSessionDto,
} from './schemas.ts'
import { findOpenSessions } from './session.repository.ts'
import { holdSomebodyElse } from './somebody-else.ts'

/**
 * Gives somebody's open sessions with where they come from, the last used first; the look is kept in the audit log.
 * Throws as {@link authorizePrivate}.
 */
export async function listSessionsOfAccount(
  context: Context,
  input: { accountId: string },
): Promise<StaffSessionDto[]> {
  authorize(context, 'account.read-private')
  const { accountId } = parseInput(accountIdSchema, input)
  return inTransaction(async (tx) => {
    await authorizePrivate(context, accountId, tx)
    await recordAudit(tx, context, 'account.read-sessions', { type: 'account', id: accountId })
    const rows = await findOpenSessions(accountId, context.now, tx)
    return rows.map((row) => {
      const { isCurrent: _isCurrent, ...session } = toSessionDto(row)
      return { ...session, address: row.address }
    })
  })
}

/**
 * Ends one of somebody's sessions, or all of them; over within five seconds everywhere. Wants `account.end-sessions`;
 * throws as `lockAccount` does, and `session.not-found` for one that is not there or has ended.
 */
export async function endSessionsOfAccount(
  context: Context,
  input: EndSessionsOfInput,
): Promise<{ ended: number }> {
  authorize(context, 'account.end-sessions')
  const { accountId, sessionId } = parseInput(endSessionsOfSchema, input)
  const ended = await inTransaction(async (tx) => {
    await holdSomebodyElse(tx, context, accountId)
    return endSessionsOf(tx, context, { accountId, only: sessionId, reason: 'ended-by-staff' })
  })
  if (sessionId !== undefined && ended.length === 0) throw notFound('session', sessionId)
  forgetSessions(ended)
  return { ended: ended.length }
}
