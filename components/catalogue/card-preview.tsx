'use client'

import { ChevronDown, Volume2, VolumeX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { HoverCard } from 'radix-ui'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Link } from '#i18n/navigation.ts'
import { Artwork } from '../ui/artwork.tsx'
import { IconButton } from '../ui/button.tsx'
import { LightLine } from '../ui/light-line.tsx'
import { titleHref } from './addresses.ts'
import { MetaLine } from './meta-line.tsx'
import { PlayButton } from './play-button.tsx'
import { RateButtons } from './rate-buttons.tsx'
import { formatClock } from './runtime.ts'
import { TrailerVideo } from './trailer-video.tsx'
import { useMayMove, useMedia } from '../ui/use-media.ts'
import { useViewer } from './viewer-state.tsx'
import type { TitleCardView } from './views.ts'
import { WatchlistButton } from './watchlist-button.tsx'

const openDelayMs = 500
const closeDelayMs = 120
const rise = 4

/** Around a card's link: after half a second of hover or focus it grows over its neighbours, below its heading. */
export function CardPreview({ title, children }: { title: TitleCardView; children: ReactNode }) {
  const canHover = useMedia('(hover: hover) and (min-width: 768px)')
  const ref = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(0)
  const [open, setOpen] = useState(false)
  // One tree on every device: a card made anew as the page comes alive would swallow the click that falls on it then.
  return (
    <HoverCard.Root
      open={open && canHover}
      openDelay={openDelayMs}
      closeDelay={closeDelayMs}
      onOpenChange={(opens) => {
        setOpen(opens)
        if (opens) setHeight(ref.current?.offsetHeight ?? 0)
      }}
    >
      <HoverCard.Trigger asChild>
        <div ref={ref}>{children}</div>
      </HoverCard.Trigger>
      <HoverCard.Portal>
        <HoverCard.Content
          side="bottom"
          sideOffset={-height - rise}
          // Only the sides may push it: above stands its own heading.
          collisionPadding={{ top: -9999, bottom: -9999, left: 24, right: 24 }}
          className="preview-motion relative z-40 w-[348px] overflow-hidden rounded-card border border-line bg-ink-2 shadow-dialog"
        >
          <PreviewPanel title={title} />
        </HoverCard.Content>
      </HoverCard.Portal>
    </HoverCard.Root>
  )
}

function PreviewPanel({ title }: { title: TitleCardView }) {
  const t = useTranslations('catalogue')
  const { playChoice } = useViewer()
  const choice = playChoice(title)
  return (
    <>
      <Link href={titleHref(title.slug)} className="relative block aspect-video overflow-hidden">
        <Artwork picture={title.still} name={title.name} accent={title.accent} sizes="348px" />
      </Link>
      <PreviewTrailer title={title} />
      {choice.kind === 'resume' ? (
        <LightLine value={choice.share} className="relative -mt-[3px] rounded-none" />
      ) : null}
      <div className="px-4 pt-3.5 pb-4">
        <div className="flex items-center gap-2">
          <PlayButton choice={choice} slug={title.slug} size="sm" />
          <WatchlistButton title={title} size="sm" />
          <RateButtons titleId={title.id} size="sm" />
          <IconButton asChild size="sm" label={t('details')} className="ml-auto">
            <Link href={titleHref(title.slug)}>
              <ChevronDown aria-hidden size={18} strokeWidth={1.75} />
            </Link>
          </IconButton>
        </div>
        <p className="mt-3 truncate py-0.5 text-[1rem] font-semibold">{title.name}</p>
        <MetaLine title={title} detail="short" className="mt-1 text-small" />
      </div>
    </>
  )
}

/**
 * The trailer over the preview's still, muted, with its length; nothing where motion or data are to be spared, or the
 * profile wants it still. */
function PreviewTrailer({ title }: { title: TitleCardView }) {
  const t = useTranslations('catalogue')
  const { actions, autoplayPreviews } = useViewer()
  const mayMove = useMayMove() && autoplayPreviews
  const [source, setSource] = useState<string | null>(null)
  const [muted, setMuted] = useState(true)
  const slug = mayMove && title.trailer ? title.slug : undefined

  useEffect(() => {
    if (!slug) return
    let gone = false
    actions
      .openTrailer({ slug })
      .then((address) => !gone && setSource(address))
      .catch(() => undefined)
    return () => {
      gone = true
    }
  }, [actions, slug])

  if (!source || !title.trailer) return null
  const Icon = muted ? VolumeX : Volume2
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0 aspect-video">
      <TrailerVideo
        source={source}
        muted={muted}
        loop
        onFailed={() => setSource(null)}
        className="size-full object-cover"
      />
      <button
        type="button"
        aria-label={t(muted ? 'trailer.unmute' : 'trailer.mute')}
        onClick={() => setMuted(!muted)}
        className="pointer-events-auto absolute top-2.5 right-2.5 flex h-7 items-center gap-1.5 rounded-badge bg-ink-0/85 px-2 text-meta font-medium text-shell"
      >
        <Icon aria-hidden size={14} strokeWidth={1.75} />
        <span>{t('trailer.length', { time: formatClock(title.trailer.durationMs) })}</span>
      </button>
    </div>
  )
}
