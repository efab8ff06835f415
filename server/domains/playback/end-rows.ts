import type { Context } from '../../platform/context/context.ts'
import { broadcast } from '../../platform/live/live.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { playbackEndedEvent } from './events.ts'
import { forgetPlaying } from './is-playing.ts'
import {
  endPlaybackSessions,
  type PlaybackEnd,
  type PlaybackSessionRow,
} from './playback-session.repository.ts'
import type { PlaybackEndedMessage } from './schemas.ts'

/** Ends these sessions with their events; gives what it ended, for `announceEnded` once the transaction is through. */
export async function endRows(
  tx: Transaction,
  context: Context,
  rows: readonly PlaybackSessionRow[],
  reason: PlaybackEnd,
): Promise<PlaybackSessionRow[]> {
  const ids = rows.map((row) => row.id)
  const ended = await endPlaybackSessions(tx, ids, { at: context.now, reason })
  for (const { id, accountId, profileId, titleId, assetId } of ended) {
    await recordEvent(tx, context, playbackEndedEvent, {
      playbackSessionId: id,
      accountId,
      profileId,
      titleId,
      assetId,
      reason,
    })
  }
  return ended
}

/** Tells this process and the players at once. Whoever does not hear it learns it from the next heartbeat. */
export async function announceEnded(ended: readonly PlaybackSessionRow[]): Promise<void> {
  forgetPlaying(ended.map((row) => row.id))
  for (const { id, accountId, endReason } of ended) {
    const payload: PlaybackEndedMessage = { playbackSessionId: id, reason: endReason ?? 'left' }
    await broadcast({ room: `account:${accountId}`, name: 'playback.ended', payload })
  }
}
