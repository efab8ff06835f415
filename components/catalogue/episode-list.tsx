'use client'

import { Check, Lock, Play } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '#i18n/navigation.ts'
import { Artwork } from '../ui/artwork.tsx'
import { cn } from '../ui/class-names.ts'
import { LightLine } from '../ui/light-line.tsx'
import { Select } from '../ui/select.tsx'
import { signInHref, watchHref } from './addresses.ts'
import { formatRuntime } from './runtime.ts'
import { saysMoreThanNumber } from './season-words.ts'
import type { Translate } from './translate.ts'
import type { EpisodeView, SeasonView, TitleCardView } from './views.ts'

type EpisodeListProps = {
  title: Pick<TitleCardView, 'slug' | 'kind' | 'still' | 'accent'>
  seasons: SeasonView[]
  /** The season that is open first, as an index. */
  startSeason: number
  /** The episode Play goes on with. */
  currentEpisodeId: string | null
  signedIn: boolean
}

/**
 * Episodes of the chosen season, or a course's lessons: still, length, progress; those to come say so, and those that one
 * may not watch yet carry a lock.
 */
export function EpisodeList({ title, seasons, startSeason, currentEpisodeId, signedIn }: EpisodeListProps) {
  const t = useTranslations('catalogue')
  const [chosen, setChosen] = useState(startSeason)
  const season = seasons[chosen]
  if (!season) return null
  // Where none is open, each episode's lock says it already.
  const hasOpen = seasons.some(({ isOpen }) => isOpen)
  return (
    <section aria-labelledby="episodes" className="px-gutter">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h2 id="episodes" className="text-[1.1875rem] leading-[1.3] md:text-row">
          {t(title.kind === 'course' ? 'lessons' : 'episodes')}
          <span className="tabular ml-3 text-small font-normal tracking-normal text-shell-3">
            {t('count.outOf', {
              out: season.episodes.filter((each) => each.durationMs !== null).length,
              all: season.episodes.length,
            })}
          </span>
        </h2>
        {seasons.length > 1 ? (
          <Select
            compact
            label={t('season.choose')}
            value={String(chosen)}
            onValueChange={(value) => setChosen(Number(value))}
            options={seasons.map((each, index) => ({
              value: String(index),
              label:
                hasOpen && !each.isOpen
                  ? t('season.locked', { season: seasonWords(each, t) })
                  : seasonWords(each, t),
            }))}
          />
        ) : null}
      </div>
      <ol className="mt-4 grid gap-x-10 lg:grid-cols-2">
        {season.episodes.map((episode) => (
          <EpisodeItem
            key={episode.id}
            title={title}
            episode={episode}
            isOpen={season.isOpen}
            current={episode.id === currentEpisodeId}
            signedIn={signedIn}
          />
        ))}
      </ol>
    </section>
  )
}

function seasonWords(season: SeasonView, t: Translate): string {
  const number = season.number ?? 1
  const words = t('season.number', { number })
  return season.name && saysMoreThanNumber(season.name, number) ? `${words} · ${season.name}` : words
}

type EpisodeItemProps = {
  title: EpisodeListProps['title']
  episode: EpisodeView
  isOpen: boolean
  current: boolean
  signedIn: boolean
}

function EpisodeItem({ title, episode, isOpen, current, signedIn }: EpisodeItemProps) {
  const locale = useLocale()
  if (episode.durationMs === null) {
    return (
      <li className="border-t border-line py-4">
        <EpisodeBody title={title} episode={episode} isOpen={isOpen} current={false} />
      </li>
    )
  }
  const watch = watchHref(title.slug, episode)
  return (
    <li className="border-t border-line">
      <Link
        href={signedIn ? watch : signInHref(watch, locale)}
        className="group/episode -mx-3 block rounded-control px-3 py-4 transition-colors duration-[120ms] hover:bg-ink-1"
      >
        <EpisodeBody title={title} episode={episode} isOpen={isOpen} current={current} />
      </Link>
    </li>
  )
}

function EpisodeBody({ title, episode, isOpen, current }: Omit<EpisodeItemProps, 'signedIn'>) {
  const t = useTranslations('catalogue')
  const coming = episode.durationMs === null
  return (
    <div
      className={cn(
        'grid grid-cols-[128px_1fr] items-start gap-4 sm:grid-cols-[176px_1fr]',
        coming && 'items-center',
      )}
    >
      <EpisodeStill title={title} episode={episode} isOpen={isOpen} />
      <div className="min-w-0">
        <p
          className={cn(
            'flex items-baseline gap-2 text-body font-medium',
            coming ? 'text-shell-2' : 'text-shell',
          )}
        >
          <span className="tabular shrink-0 text-shell-3">{episode.number}</span>
          <span className="line-clamp-2 py-[.1em]">{episode.name}</span>
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2.5 text-small text-shell-3">
          {coming ? t('coming') : formatRuntime(episode.durationMs ?? 0, t)}
          {coming || isOpen ? null : <span className="sr-only">{t('episode.locked')}</span>}
          {current ? <span className="font-medium text-lamp-text">{t('episode.next')}</span> : null}
          {episode.finished ? (
            <span className="inline-flex items-center gap-1 text-shell-2">
              <Check aria-hidden size={14} strokeWidth={1.75} />
              {t('episode.seen')}
            </span>
          ) : null}
        </p>
        {episode.synopsis ? (
          <p className="mt-1.5 line-clamp-2 py-[.1em] text-small text-shell-2 max-sm:hidden">
            {episode.synopsis}
          </p>
        ) : null}
      </div>
    </div>
  )
}

function EpisodeStill({ title, episode, isOpen }: Pick<EpisodeItemProps, 'title' | 'episode' | 'isOpen'>) {
  const coming = episode.durationMs === null
  return (
    <span className="card-frame relative block aspect-video overflow-hidden rounded-control">
      {coming ? (
        <span className="block size-full bg-ink-2">
          {title.still ? (
            <Artwork picture={title.still} name="" sizes="176px" className="opacity-25 grayscale" />
          ) : null}
        </span>
      ) : (
        <>
          <Artwork
            picture={episode.still ?? title.still}
            name={episode.name}
            accent={title.accent}
            sizes="176px"
          />
          {isOpen ? (
            <span
              aria-hidden
              className="absolute inset-0 grid place-items-center opacity-0 transition-opacity duration-[120ms] group-hover/episode:opacity-100 group-focus-visible/episode:opacity-100"
            >
              <span className="grid size-10 place-items-center rounded-full bg-ink-0/85 text-shell">
                <Play size={18} strokeWidth={1.75} fill="currentColor" className="translate-x-px" />
              </span>
            </span>
          ) : (
            <span
              aria-hidden
              className="absolute top-1.5 left-1.5 grid size-7 place-items-center rounded-control bg-ink-0/85 text-shell"
            >
              <Lock size={16} strokeWidth={1.75} />
            </span>
          )}
          {episode.progress !== null && !episode.finished ? (
            <LightLine value={episode.progress} className="absolute inset-x-2 bottom-2" />
          ) : null}
        </>
      )}
    </span>
  )
}
