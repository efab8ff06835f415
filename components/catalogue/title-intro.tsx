import { ShieldAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { AccessLine } from '../offers/access-line.tsx'
import { AccessPanel } from '../offers/access-panel.tsx'
import type { TitleAccess } from '../offers/views.ts'
import { cn } from '../ui/class-names.ts'
import type { PlayChoice } from './choose-play.ts'
import { HeroStill } from './hero-still.tsx'
import { Lettering } from './lettering.tsx'
import { MetaLine } from './meta-line.tsx'
import { PlayButton } from './play-button.tsx'
import { RateButtons } from './rate-buttons.tsx'
import { ShareButton } from './share-button.tsx'
import { TrailerButton } from './trailer-dialog.tsx'
import { TranslatedName } from './translated-name.tsx'
import type { FeaturedView } from './views.ts'
import { WatchlistButton } from './watchlist-button.tsx'

/** The head of a title's page: still, lettering, facts, synopsis and what one can do. */
export function TitleIntro({
  title,
  choice,
  ratingReason,
  access,
  signedIn,
}: {
  title: FeaturedView
  choice: PlayChoice
  ratingReason: string | null
  access: TitleAccess
  signedIn: boolean
}) {
  const isSold = access.kind === 'offered'
  // Whoever holds a part of it plays that; what else there is comes after.
  const holdsPart = isSold && access.held.length > 0
  const maySeePlay = !isSold || !signedIn || access.mayWatch || holdsPart
  const isPlayNext = !isSold || (holdsPart && choice.kind !== 'coming')
  const panel = isSold ? (
    <AccessPanel
      {...access}
      slug={title.slug}
      isNext={!isPlayNext}
      className="mt-5 lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:mt-0 lg:self-end"
    />
  ) : null
  return (
    <section className="title-hero relative isolate flex flex-col justify-end">
      <HeroStill title={title} eager />
      <div
        className={cn(
          'hero-words px-gutter relative',
          isSold && 'lg:grid lg:grid-cols-[minmax(0,1fr)_344px] lg:grid-rows-[1fr_auto] lg:gap-x-10',
        )}
      >
        <div className="min-w-0 lg:self-end">
          <h1>
            <Lettering name={title.name} picture={title.lettering} eager />
          </h1>
          <TranslatedName name={title.translatedName} />
          <MetaLine title={title} className="mt-4 text-shell md:mt-7" />
          {title.synopsis ? (
            <p className="mt-3 max-w-[600px] text-body text-shell md:text-lead">{title.synopsis}</p>
          ) : null}
          <AccessLine access={access} signedIn={signedIn} />
        </div>
        {holdsPart ? null : panel}
        <TitleButtons title={title} choice={choice} maySeePlay={maySeePlay} isPlayNext={isPlayNext} />
        {ratingReason ? <RatingReason code={title.ratingCode} reason={ratingReason} /> : null}
        {holdsPart ? panel : null}
      </div>
    </section>
  )
}

type TitleButtonsProps = {
  title: FeaturedView
  choice: PlayChoice
  maySeePlay: boolean
  /** Whether to play is the next step. */
  isPlayNext: boolean
}

function TitleButtons({ title, choice, maySeePlay, isPlayNext }: TitleButtonsProps) {
  return (
    <div className="mt-5 flex flex-wrap gap-2 md:mt-6 md:gap-3 lg:col-start-1">
      {maySeePlay ? (
        <PlayButton
          choice={choice}
          slug={title.slug}
          variant={isPlayNext ? 'lamp' : 'tonal'}
          className="max-md:w-full"
        />
      ) : null}
      {title.trailer ? (
        <TrailerButton
          slug={title.slug}
          name={title.name}
          trailer={title.trailer}
          className="bg-ink-3/85 max-md:flex-1"
        />
      ) : null}
      <WatchlistButton title={title} className="bg-ink-3/85" />
      <RateButtons titleId={title.id} className="bg-ink-3/85" />
      <ShareButton name={title.name} className="bg-ink-3/85" />
    </div>
  )
}

function RatingReason({ code, reason }: { code: FeaturedView['ratingCode']; reason: string }) {
  const t = useTranslations('catalogue')
  return (
    <p className="mt-5 flex max-w-[600px] items-start gap-2.5 text-small text-shell-2">
      <ShieldAlert aria-hidden size={18} strokeWidth={1.75} className="mt-px shrink-0" />
      <span>
        {code ? `${t(`ratingAge.${code}`)} ` : null}
        {reason}
      </span>
    </p>
  )
}
