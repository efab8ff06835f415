import type { Context } from '../../platform/context/context.ts'
import { getTitleBySlug, getTitleCards } from '../catalogue/index.ts'
import type { EpisodeDto, PlayableDto, TitleCardDto, TitleDetailDto } from '../catalogue/schemas.ts'
import { getOwnProfile, isResumable, listPositions, listWatching, resumePosition } from '../profiles/index.ts'
import type { PositionDto } from '../profiles/schemas.ts'
import { toEpisodeLabel } from './episode-label.ts'
import type { ContinueWatchingEntry } from './schemas.ts'
import { signStill } from './sign-manifest.ts'
import { watchAddress } from './watch-address.ts'

const most = 24

/**
 * Gives what the viewer is in the middle of, newest first: films between 5 % and 90 %, of a series or course the
 * open episode, or the next one once it is finished. A title without anything left to watch,
 * or beyond the profile's rating limit, is not among them.
 */
export async function listContinueWatching(context: Context): Promise<ContinueWatchingEntry[]> {
  const watching = await listWatching(context)
  const { ratingLimit } = await getOwnProfile(context)
  const cards = await getTitleCards({ titleIds: watching.map((position) => position.titleId), ratingLimit })
  const cardById = new Map(cards.map((card) => [card.id, card]))
  const known = watching.flatMap((position) => {
    const card = cardById.get(position.titleId)
    return card ? [{ position, card }] : []
  })
  const entries = await Promise.all(
    known
      .slice(0, most * 2)
      .map(async ({ position, card }) =>
        card.kind === 'film' ? filmEntry(context, card, position) : episodeEntry(context, card, position),
      ),
  )
  return entries.filter((entry) => entry !== null).slice(0, most)
}

function filmEntry(
  context: Context,
  card: TitleCardDto,
  position: PositionDto,
): ContinueWatchingEntry | null {
  if (!isResumable(position) || card.playable?.assetId !== position.assetId) return null
  return toEntry(context, { card, playable: card.playable, episode: null, position, kept: position })
}

async function episodeEntry(
  context: Context,
  card: TitleCardDto,
  position: PositionDto,
): Promise<ContinueWatchingEntry | null> {
  const detail = await getTitleBySlug({ slug: card.slug })
  const episode = openEpisode(detail, position)
  if (!episode?.playable) return null
  const { playable } = episode
  const kept =
    playable.assetId === position.assetId
      ? position
      : ((await listPositions(context, { titleId: card.id })).find(
          (other) => other.assetId === playable.assetId,
        ) ?? null)
  return toEntry(context, { card, playable, episode, position, kept })
}

function openEpisode(detail: TitleDetailDto, position: PositionDto): EpisodeDto | null {
  const playable = detail.seasons
    .flatMap((season) => season.episodes)
    .filter((episode) => episode.playable !== null)
  const index = playable.findIndex((episode) => episode.playable?.assetId === position.assetId)
  if (index === -1) return null
  return playable[position.finished ? index + 1 : index] ?? null
}

function toEntry(
  context: Context,
  found: {
    card: TitleCardDto
    playable: PlayableDto
    episode: EpisodeDto | null
    position: PositionDto
    kept: PositionDto | null
  },
): ContinueWatchingEntry {
  const { card, playable, episode, position, kept } = found
  const variants = card.artwork.still?.variants ?? []
  const still = variants.find((variant) => variant.width >= 480) ?? variants.at(-1)
  return {
    titleId: card.id,
    assetId: playable.assetId,
    slug: card.slug,
    kind: card.kind,
    title: card.title,
    episode: episode && toEpisodeLabel(episode),
    href: watchAddress(card.slug, episode),
    still: signStill(playable.stillKey ?? still?.key ?? null, context.now),
    positionMs: resumePosition(kept),
    durationMs: playable.durationMs,
    watchedAt: position.watchedAt,
  }
}
