'use client'

import { Info } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '#i18n/navigation.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { titleHref } from './addresses.ts'
import { HeroStill } from './hero-still.tsx'
import { HomeLedge } from './home-ledge.tsx'
import { Lettering } from './lettering.tsx'
import { MetaLine } from './meta-line.tsx'
import { PlayButton } from './play-button.tsx'
import { useViewer } from './viewer-state.tsx'
import { TranslatedName } from './translated-name.tsx'
import type { FeaturedView } from './views.ts'
import { WatchlistButton } from './watchlist-button.tsx'

/** The first screen: one featured title at a time, chosen on the ledge below or in turn. */
export function HomeHero({ titles }: { titles: FeaturedView[] }) {
  const t = useTranslations('catalogue')
  const [chosen, setShown] = useState(0)
  const [turning, setTurning] = useState(titles.length > 1)
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set([0]))
  // The list may have become shorter while the page was kept.
  const shown = chosen < titles.length ? chosen : 0
  const title = titles[shown]
  if (!title) return null

  const show = (index: number) => {
    setShown(index)
    setSeen((before) => new Set(before).add(index))
  }
  return (
    <section
      aria-label={t('hero.label')}
      className="home-hero group/hero relative isolate flex flex-col justify-end"
    >
      {titles.map((each, index) =>
        seen.has(index) || index === shown ? (
          <HeroStill key={each.id} title={each} shown={index === shown} eager={index === 0} />
        ) : null,
      )}
      <HeroWords key={title.id} title={title} turned={seen.size > 1} />
      <HomeLedge
        titles={titles}
        shown={shown}
        turning={turning}
        onChoose={(index) => {
          setTurning(false)
          show(index)
        }}
        onRunOut={() => show((shown + 1) % titles.length)}
      />
    </section>
  )
}

function HeroWords({ title, turned }: { title: FeaturedView; turned: boolean }) {
  const t = useTranslations('catalogue')
  const { playChoice } = useViewer()
  const choice = playChoice(title)
  const canPlay = choice.kind !== 'coming'
  return (
    <div className={cn('hero-words px-gutter relative', turned && 'hero-words-turned')}>
      <h2>
        <Link href={titleHref(title.slug)} className="inline-block rounded-control">
          <Lettering name={title.name} picture={title.lettering} eager />
        </Link>
      </h2>
      <TranslatedName name={title.translatedName} />
      <MetaLine title={title} className="mt-4 text-shell md:mt-7" />
      {title.synopsis ? (
        <p className="mt-3 line-clamp-2 max-w-[560px] py-[.1em] text-lead text-shell max-md:hidden">
          {title.synopsis}
        </p>
      ) : null}
      <div className="mt-4 flex gap-2 md:mt-6 md:gap-3">
        <PlayButton choice={choice} slug={title.slug} shortOnPhone className="max-md:flex-1 max-md:px-3.5" />
        <Button asChild size="lg" className={cn('bg-ink-3/85', canPlay ? 'max-md:hidden' : 'max-md:flex-1')}>
          <Link href={titleHref(title.slug)}>
            <Info aria-hidden size={18} strokeWidth={1.75} />
            {t('details')}
          </Link>
        </Button>
        <WatchlistButton title={title} className="bg-ink-3/85" />
        {canPlay ? (
          <IconButton asChild size="lg" label={t('details')} className="bg-ink-3/85 md:hidden">
            <Link href={titleHref(title.slug)}>
              <Info aria-hidden size={20} strokeWidth={1.75} />
            </Link>
          </IconButton>
        ) : null}
      </div>
    </div>
  )
}
