import { requireAccountId } from '../../platform/authorize/authorize.ts'
import { sessionIdOf, type Context } from '../../platform/context/context.ts'
import { getTitleCards } from '../catalogue/index.ts'
import { listSessions } from '../identity/index.ts'
import { livingOf } from './playback-session.repository.ts'
import type { PlaybackSessionDto } from './schemas.ts'

/** Gives what the account that asks plays now, the longest first. */
export async function listPlaybackSessions(context: Context): Promise<PlaybackSessionDto[]> {
  const accountId = requireAccountId(context)
  const rows = await livingOf(accountId, context.now)
  if (rows.length === 0) return []
  const [cards, signIns] = await Promise.all([
    getTitleCards({ titleIds: [...new Set(rows.map((row) => row.titleId))] }),
    listSessions(context),
  ])
  const devices = new Map(signIns.map((signIn) => [signIn.id, signIn.device]))
  const titles = new Map(cards.map((card) => [card.id, card.title]))
  const own = sessionIdOf(context)
  return rows.map(({ id, titleId, assetId, profileId, sessionId, startedAt }) => ({
    id,
    titleId,
    assetId,
    profileId,
    title: titles.get(titleId) ?? null,
    device: devices.get(sessionId) ?? null,
    isOwn: sessionId === own,
    startedAt: startedAt.toISOString(),
  }))
}
