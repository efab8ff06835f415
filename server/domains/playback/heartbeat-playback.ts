import { requireAccountId } from '../../platform/authorize/authorize.ts'
import { sessionIdOf, type Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database, inTransaction } from '../../platform/postgres/postgres.ts'
import { keepVersionUntil } from '../media/index.ts'
import { announceEnded, endRows } from './end-rows.ts'
import { playbackSessionNotFound } from './errors.ts'
import { keepMsWhilePlaying } from './hold-manifest.ts'
import { hasLostItsRight } from './has-lost-its-right.ts'
import { issuePlayToken } from './play-address.ts'
import {
  findPlaybackSession,
  touchPlaybackSession,
  type PlaybackSessionRow,
} from './playback-session.repository.ts'
import { playbackSessionIdSchema, type HeartbeatDto } from './schemas.ts'

/**
 * Says that a player of this sign-in plays still, and gives it a token for the next minute; or the reason why it is
 * over. Throws `playback.session-not-found` for what another sign-in opened.
 */
export async function heartbeatPlayback(context: Context, input: { id: string }): Promise<HeartbeatDto> {
  const accountId = requireAccountId(context)
  const { id } = parseInput(playbackSessionIdSchema, input)
  const row = await findOwn(context, accountId, id)
  if (row.endedAt) return { state: 'ended', reason: row.endReason ?? 'left' }
  if (await hasLostItsRight(context, row)) {
    await announceEnded(await inTransaction((tx) => endRows(tx, context, [row], 'right-ended')))
    return { state: 'ended', reason: 'right-ended' }
  }
  const alive = await touchPlaybackSession(database(), id, context.now)
  if (!alive) return { state: 'ended', reason: await whyOver(id) }
  const until = new Date(context.now.getTime() + keepMsWhilePlaying)
  await keepVersionUntil(context, { versionId: alive.versionId, until })
  return { state: 'playing', ...issuePlayToken(id, context.now) }
}

async function findOwn(context: Context, accountId: string, id: string): Promise<PlaybackSessionRow> {
  const sessionId = sessionIdOf(context)
  const row = await findPlaybackSession(id)
  if (!row || row.accountId !== accountId || row.sessionId !== sessionId) throw playbackSessionNotFound(id)
  return row
}

/** It fell silent, or somebody ended it just now. */
async function whyOver(id: string): Promise<PlaybackSessionRow['endReason'] & string> {
  return (await findPlaybackSession(id))?.endReason ?? 'silent'
}
