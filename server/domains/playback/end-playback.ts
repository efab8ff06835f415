import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize, may, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { announceEnded, endRows } from './end-rows.ts'
import { playbackSessionNotFound } from './errors.ts'
import { hasLostItsRight } from './has-lost-its-right.ts'
import {
  endSilent,
  findPlaybackSession,
  livingOf,
  openOfSignIns,
  type PlaybackEnd,
} from './playback-session.repository.ts'
import { endPlaybackOfSchema, playbackSessionIdSchema, type EndPlaybackOf } from './schemas.ts'

/** The player has left: its place is free at once. Throws `playback.session-not-found` for what another sign-in opened. */
export async function leavePlayback(context: Context, input: { id: string }): Promise<void> {
  const accountId = requireAccountId(context)
  const { id } = parseInput(playbackSessionIdSchema, input)
  const row = await findPlaybackSession(id)
  const isOwn = context.actor.kind === 'account' && row?.sessionId === context.actor.sessionId
  if (!row || row.accountId !== accountId || !isOwn) throw playbackSessionNotFound(id)
  await announceEnded(await inTransaction((tx) => endRows(tx, context, [row], 'left')))
}

/**
 * Stops a player: any of one's own household, or anybody's with `playback.stop-any`, which the audit log keeps. One
 * that is over stays as it ended. Throws `playback.session-not-found`.
 */
export async function stopPlayback(context: Context, input: { id: string }): Promise<void> {
  if (context.actor.kind === 'anonymous') requireAccountId(context)
  const { id } = parseInput(playbackSessionIdSchema, input)
  const row = await findPlaybackSession(id)
  const isOwn = context.actor.kind === 'account' && row?.accountId === context.actor.accountId
  if (!row || !(isOwn || may(context.actor, 'playback.stop-any'))) throw playbackSessionNotFound(id)
  const reason: PlaybackEnd = isOwn ? 'stopped-by-owner' : 'stopped-by-staff'
  const ended = await inTransaction(async (tx) => {
    const rows = await endRows(tx, context, [row], reason)
    const subject = { type: 'account', id: row.accountId, detail: { playbackSessionId: id } }
    if (!isOwn && rows.length > 0) await recordAudit(tx, context, 'playback.stop', subject)
    return rows
  })
  await announceEnded(ended)
}

/**
 * Ends what an account plays on sign-ins that have ended, and what it plays without a right. For the job on
 * `sessions.ended` and `entitlement.revoked`; doing it twice changes nothing.
 */
export async function endPlaybackOf(context: Context, input: EndPlaybackOf): Promise<{ ended: number }> {
  authorize(context, 'playback.stop-any')
  const { accountId, sessionIds } = parseInput(endPlaybackOfSchema, input)
  const living = await livingOf(accountId, context.now)
  const lost = await Promise.all(
    living.map(async (row) => ((await hasLostItsRight(context, row)) ? [row] : [])),
  )
  const ended = await inTransaction(async (tx) => {
    const left = await openOfSignIns(tx, accountId, sessionIds)
    return [
      ...(await endRows(tx, context, left, 'session-ended')),
      ...(await endRows(tx, context, lost.flat(), 'right-ended')),
    ]
  })
  await announceEnded(ended)
  return { ended: ended.length }
}

/** Writes down which players fell silent; they have counted as dead since. */
export async function sweepPlaybackSessions(context: Context): Promise<{ ended: number }> {
  authorize(context, 'playback.stop-any')
  return { ended: await inTransaction((tx) => endSilent(tx, context.now)) }
}
