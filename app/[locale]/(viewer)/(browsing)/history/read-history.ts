import { z } from 'zod'
import type { HistoryEntryView } from '#components/profiles/history-list.tsx'
import type { Locale } from '#i18n/routing.ts'
import { listHistory } from '#server/domains/profiles/index.ts'
import type { PositionDto } from '#server/domains/profiles/schemas.ts'
import type { TitleCardDto } from '#server/domains/catalogue/schemas.ts'
import { currentContext } from '#server/http/session.ts'
import { toPicture } from '../../../pictures.ts'
import { readCards } from '../../catalogue-reads.ts'
import { textIn } from '../../title-view.ts'
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
  return {
    entries: watched.map((position) => toEntry(position, byId.get(position.titleId), locale)),
    older: watched.length === pageLength ? (watched.at(-1)?.watchedAt ?? null) : null,
  }
}

function toEntry(position: PositionDto, card: TitleCardDto | undefined, locale: Locale): HistoryEntryView {
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
