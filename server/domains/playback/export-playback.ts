import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { allOf, removeAllOf } from './playback-session.repository.ts'
import { accountIdSchema, type PlaybackExport } from './schemas.ts'

/** Gives what this domain keeps of an account, for its owner's copy of their data. */
export async function exportPlayback(
  context: Context,
  input: { accountId: string },
): Promise<PlaybackExport> {
  const { accountId } = parseInput(accountIdSchema, input)
  const isOwn = context.actor.kind === 'account' && context.actor.accountId === accountId
  if (!isOwn) authorize(context, 'account.read-private')
  const rows = await allOf(accountId)
  return {
    playbackSessions: rows.map(({ profileId, titleId, assetId, startedAt, endedAt, endReason }) => ({
      profileId,
      titleId,
      assetId,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      endReason,
    })),
  }
}

/** Removes all that this domain keeps of an account that is being erased; doing it twice changes nothing. */
export async function erasePlayback(
  context: Context,
  input: { accountId: string },
): Promise<{ removed: number }> {
  authorize(context, 'playback.stop-any')
  const { accountId } = parseInput(accountIdSchema, input)
  return { removed: await inTransaction((tx) => removeAllOf(tx, accountId)) }
}
