'use client'

import { useTranslations } from 'next-intl'
import { cn } from '../ui/class-names.ts'
import type { Translate } from './translate.ts'
import type { FeaturedView } from './views.ts'

type HomeLedgeProps = {
  titles: FeaturedView[]
  shown: number
  /** Whether they still change by themselves: until one has been chosen. */
  turning: boolean
  onChoose: (index: number) => void
  onRunOut: () => void
}

/**
 * The featured titles, each under a light line that fills in eight seconds. CSS runs it, so hovering, focusing
 * and reduced motion stop the turning without a timer to keep in step.
 */
export function HomeLedge({ titles, shown, turning, onChoose, onRunOut }: HomeLedgeProps) {
  const t = useTranslations('catalogue')
  if (titles.length < 2) return null
  return (
    <fieldset
      aria-label={t('hero.choose')}
      className="home-ledge px-gutter relative mt-18 grid auto-cols-fr grid-flow-col gap-4 max-md:hidden"
    >
      {titles.map((title, index) => {
        const current = index === shown
        return (
          <button
            key={title.id}
            type="button"
            aria-pressed={current}
            onClick={() => onChoose(index)}
            className={cn(
              'group/ledge min-w-0 text-left transition-colors duration-[120ms]',
              current ? 'text-shell' : 'text-shell-2 hover:text-shell',
            )}
          >
            <span aria-hidden className="block h-0.5 rounded-full bg-shell/20">
              {current ? (
                <span
                  className={cn(
                    'block h-full rounded-full bg-lamp-line shadow-lamp',
                    turning ? 'ledge-run' : 'w-full',
                  )}
                  onAnimationEnd={onRunOut}
                />
              ) : null}
            </span>
            <span className="mt-3 block truncate py-0.5 text-body font-medium">{title.name}</span>
            <span className="block truncate py-0.5 text-meta text-shell-2">{ledgeWords(title, t)}</span>
          </button>
        )
      })}
    </fieldset>
  )
}

function ledgeWords(title: FeaturedView, t: Translate): string {
  const kind = t(`kind.${title.kind}`)
  if (!title.film) return `${kind} · ${t('coming')}`
  switch (title.kind) {
    case 'film':
      return title.genres[0] ? `${kind} · ${title.genres[0]}` : kind
    case 'series':
      return `${kind} · ${t('count.episodesOut', { count: title.playableEpisodeCount })}`
    case 'course':
      return `${kind} · ${t('count.lessonsOut', { count: title.playableEpisodeCount })}`
  }
}
