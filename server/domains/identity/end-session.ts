import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import { sessionIdOf, type Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { sessionsEndedEvent } from './events.ts'
import { forgetSessions } from './resolve-session.ts'
import { endSessionSchema } from './schemas.ts'
import { endOpenSessions, type SessionEnd } from './session.repository.ts'

/** Ends one of the account's own sessions: this one is signing out. Throws `session.not-found`. */
export async function endSession(context: Context, input: { sessionId: string }): Promise<void> {
  authorize(context, 'account.own')
  await endOne(context, parseInput(endSessionSchema, input).sessionId)
}

async function endOne(context: Context, sessionId: string): Promise<void> {
  const accountId = requireAccountId(context)
  const isOwn = sessionIdOf(context) === sessionId
  const reason = isOwn ? 'signed-out' : 'ended-by-owner'
  const ended = await inTransaction((tx) =>
    endSessionsOf(tx, context, { accountId, only: sessionId, reason }),
  )
  if (ended.length === 0) throw notFound('session', sessionId)
  forgetSessions(ended)
}

/** Ends the session that asks: signing out. Throws `auth.sign-in-required` where nobody is signed in. */
export async function endOwnSession(context: Context): Promise<void> {
  requireAccountId(context)
  const sessionId = sessionIdOf(context)
  if (sessionId !== undefined) await endOne(context, sessionId)
}

/** Ends all of the account's own sessions but this one; gives how many those were. */
export async function endOtherSessions(context: Context): Promise<{ ended: number }> {
  authorize(context, 'account.own')
  const accountId = requireAccountId(context)
  const except = sessionIdOf(context)
  const ended = await inTransaction((tx) =>
    endSessionsOf(tx, context, { accountId, except, reason: 'ended-by-owner' }),
  )
  forgetSessions(ended)
  return { ended: ended.length }
}

/**
 * Ends an account's open sessions (one, all but one, all), with event and audit entry; for verbs of this domain, which
 * call `forgetSessions` with the ids it gives once their transaction is through.
 */
export async function endSessionsOf(
  tx: Transaction,
  context: Context,
  end: {
    accountId: string
    only?: string | undefined
    except?: string | undefined
    reason: SessionEnd
  },
): Promise<string[]> {
  const ended = await endOpenSessions(tx, { ...end, at: context.now })
  if (ended.length === 0) return []
  await recordEvent(tx, context, sessionsEndedEvent, { accountId: end.accountId, sessionIds: ended })
  await recordAudit(tx, context, 'session.end', {
    type: 'account',
    id: end.accountId,
    detail: { reason: end.reason, sessions: ended.length },
  })
  return ended
}
