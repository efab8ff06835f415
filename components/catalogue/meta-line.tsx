import { useTranslations } from 'next-intl'
import { RatingBadge } from '../ui/badge.tsx'
import { cn } from '../ui/class-names.ts'
import { formatRuntime } from './runtime.ts'
import type { Translate } from './translate.ts'
import type { TitleCardView } from './views.ts'

/** Gives how much there is to watch: a film's length, the episodes or lessons of the rest. */
export function lengthWords(title: TitleCardView, t: Translate): string | null {
  switch (title.kind) {
    case 'film':
      return title.film ? formatRuntime(title.film.durationMs, t) : null
    case 'series':
      return title.episodeCount > 0 ? t('count.episodes', { count: title.episodeCount }) : null
    case 'course':
      return title.episodeCount > 0 ? t('count.lessons', { count: title.episodeCount }) : null
  }
}

/** Gives the quality viewers know by name, from the best encoded rendition. */
export function qualityWords(maxHeight: number): string | null {
  if (maxHeight >= 2160) return '4K'
  if (maxHeight >= 1080) return 'Full HD'
  if (maxHeight >= 720) return 'HD'
  return null
}

type MetaLineProps = {
  title: TitleCardView
  /** `short` leaves out year, quality and languages. */
  detail?: 'full' | 'short'
  className?: string
}

/** Rating, year, length, genre, quality and subtitles in one line; what is not known is left out. */
export function MetaLine({ title, detail = 'full', className }: MetaLineProps) {
  const t = useTranslations('catalogue')
  const parts: { key: string; text: string; wideOnly?: boolean }[] = []
  const add = (key: string, text: string | number | null | undefined, wideOnly = false) => {
    if (text !== null && text !== undefined && text !== '') parts.push({ key, text: String(text), wideOnly })
  }
  if (detail === 'full') add('year', title.year)
  add('length', lengthWords(title, t))
  add('genre', title.genres[0])
  if (detail === 'full' && title.film) {
    add('quality', qualityWords(title.film.maxHeight), true)
    if (title.film.audioChannels > 2) add('channels', '5.1', true)
    if (title.film.subtitles.length > 0) {
      add('subtitles', t('subtitlesIn', { languages: title.film.subtitles.join(', ') }), true)
    }
  }
  if (!title.film) add('coming', t('coming'))
  return (
    <div className={cn('flex flex-wrap items-center gap-x-2.5 gap-y-1 text-body text-shell-2', className)}>
      {title.ratingCode ? <RatingBadge code={title.ratingCode} className="text-small" /> : null}
      {parts.map(({ key, text, wideOnly }, index) => (
        <span key={key} className={cn('flex items-center gap-2.5', wideOnly && 'max-md:hidden')}>
          {index > 0 ? <span aria-hidden className="size-[3px] rounded-full bg-shell-3" /> : null}
          {text}
        </span>
      ))}
    </div>
  )
}
