import { z } from 'zod'
import type { EpisodeRef } from '#components/catalogue/views.ts'
import type { HistoryEntryView } from '#components/profiles/history-list.tsx'
import type { Locale } from '#i18n/routing.ts'
import { listHistory } from '#server/domains/profiles/index.ts'
import type { PositionDto, RatingLimit } from '#server/domains/profiles/schemas.ts'
import type { TitleCardDto } from '#server/domains/catalogue/schemas.ts'
import { currentContext } from '#server/http/session.ts'
import { toPicture } from '../../../pictures.ts'
import { readCards, readTitle } from '../../catalogue-reads.ts'
import { textIn, toEpisodeRef } from '../../title-view.ts'
import { readLimit } from '../../viewer-reads.ts'

export const historyPage = '/history'
const pageLength = 60

/** Gives one page of what the profile watched, newest first, and where the next older page begins, if there may be one. */
export async function readHistory(
  locale: Locale,
  before: unknown,
): Promise<{ entries: HistoryEntryView[]; older: string | null }> {
  const limit = await readLimit(historyPage)
  const context = await currentContext()
  const from = z.iso.datetime().safeParse(before).data
  const watched = await listHistory(context, { limit: pageLength, ...(from ? { before: from } : {}) })
  const cards = await readCards([...new Set(watched.map(({ titleId }) => titleId))], limit)
  const byId = new Map(cards.map((card) => [card.id, card]))
  const inEpisodes = new Set(
    watched.flatMap(({ titleId, episodeId }) => (episodeId === null ? [] : [titleId])),
  )
  const series = cards.filter(({ id }) => inEpisodes.has(id))
  const episodes = await readEpisodes(series, limit, locale)
  return {
    entries: watched.map((position) => ({
      ...toEntry(position, byId.get(position.titleId), locale),
      episode: episodes.get(position.episodeId ?? '') ?? null,
    })),
    older: watched.length === pageLength ? (watched.at(-1)?.watchedAt ?? null) : null,
  }
}

/** Gives the episodes of these titles by their ids. */
async function readEpisodes(
  titles: TitleCardDto[],
  limit: RatingLimit | null,
  locale: Locale,
): Promise<Map<string, EpisodeRef>> {
  const details = await Promise.all(titles.map(({ slug }) => readTitle(slug, limit)))
  const episodes = details.flatMap((title) => title?.seasons.flatMap((season) => season.episodes) ?? [])
  return new Map(episodes.map((episode) => [episode.id, toEpisodeRef(episode, locale)]))
}

function toEntry(
  position: PositionDto,
  card: TitleCardDto | undefined,
  locale: Locale,
): Omit<HistoryEntryView, 'episode'> {
  const { assetId, watchedAt, finished, positionMs, durationMs } = position
  return {
    assetId,
    watchedAt,
    finished,
    share: durationMs > 0 ? Math.min(1, positionMs / durationMs) : 0,
    title: card
      ? {
          slug: card.slug,
          name: textIn(locale, card.title),
          still: toPicture(card.artwork.still),
          accent: card.accent,
        }
      : null,
  }
}
