import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { announceEnded, endRows } from './end-rows.ts'
import { tooManyStreams } from './errors.ts'
import { playbackStartedEvent } from './events.ts'
import { believePlaying } from './is-playing.ts'
import { allowsMore } from './limit-manifest.ts'
import {
  insertPlaybackSession,
  livingOf,
  lockStreams,
  touchPlaybackSession,
  type PlaybackSessionRow,
} from './playback-session.repository.ts'

export type OpenPlayback = Pick<
  PlaybackSessionRow,
  'accountId' | 'sessionId' | 'profileId' | 'titleId' | 'assetId' | 'versionId' | 'maxHeight'
>

/**
 * Opens a playback session, or goes on with the living one of the same sign-in and asset, unless that opens taller
 * pictures than the right does now. Where the account plays as
 * many as it may, what else this very sign-in plays makes room (the episode before, another tab); otherwise throws
 * `playback.too-many-streams`. Counted under a lock.
 */
export async function openPlaybackSession(
  context: Context,
  wanted: OpenPlayback,
  maxStreams: number,
): Promise<PlaybackSessionRow> {
  const { opened, ended } = await inTransaction(async (tx) => {
    await lockStreams(tx, wanted.accountId)
    const living = await livingOf(wanted.accountId, context.now, tx)
    const own = living.find((row) => row.sessionId === wanted.sessionId && row.assetId === wanted.assetId)
    if (own && !allowsMore(own.maxHeight, wanted.maxHeight)) {
      const { versionId, profileId, maxHeight } = wanted
      const row = await touchPlaybackSession(tx, own.id, context.now, { versionId, profileId, maxHeight })
      return { opened: row ?? own, ended: [] }
    }
    const given = own ? await endRows(tx, context, [own], 'left') : []
    const others = living.filter((row) => row !== own)
    const givenUp = await makeRoom(tx, context, { living: others, sessionId: wanted.sessionId, maxStreams })
    return { opened: await insert(tx, context, wanted), ended: [...given, ...givenUp] }
  })
  await announceEnded(ended)
  believePlaying(opened)
  return opened
}

async function makeRoom(
  tx: Transaction,
  context: Context,
  house: { living: PlaybackSessionRow[]; sessionId: string; maxStreams: number },
): Promise<PlaybackSessionRow[]> {
  const tooMany = house.living.length + 1 - house.maxStreams
  if (tooMany <= 0) return []
  const own = house.living.filter((row) => row.sessionId === house.sessionId).slice(0, tooMany)
  if (own.length < tooMany) throw tooManyStreams(house.living.length, house.maxStreams)
  return endRows(tx, context, own, 'left')
}

async function insert(tx: Transaction, context: Context, wanted: OpenPlayback): Promise<PlaybackSessionRow> {
  const row = await insertPlaybackSession(tx, {
    ...wanted,
    startedAt: context.now,
    heartbeatAt: context.now,
  })
  const { accountId, profileId, titleId, assetId } = row
  await recordEvent(tx, context, playbackStartedEvent, {
    playbackSessionId: row.id,
    accountId,
    profileId,
    titleId,
    assetId,
  })
  return row
}
