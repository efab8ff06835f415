'use client'

import { Info } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { Artwork } from '../ui/artwork.tsx'
import { Button } from '../ui/button.tsx'
import { Sheet, SheetContent } from '../ui/sheet.tsx'
import { titleHref } from './addresses.ts'
import { MetaLine } from './meta-line.tsx'
import { PlayButton } from './play-button.tsx'
import { RateButtons } from './rate-buttons.tsx'
import { useViewer } from './viewer-state.tsx'
import type { TitleCardView } from './views.ts'
import { WatchlistButton } from './watchlist-button.tsx'

/** A card's preview on phones, opened by a long press. */
export function TitleSheet({
  title,
  open,
  onOpenChange,
}: {
  title: TitleCardView
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const t = useTranslations('catalogue')
  const { playChoice } = useViewer()
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent title={title.name}>
        <div className="relative mt-1 aspect-video overflow-hidden rounded-control">
          <Artwork picture={title.still} name={title.name} accent={title.accent} sizes="92vw" />
        </div>
        <MetaLine title={title} detail="short" className="mt-3 text-small" />
        <div className="mt-4 flex gap-2">
          <PlayButton
            choice={playChoice(title)}
            slug={title.slug}
            size="lg"
            shortOnPhone
            className="flex-1"
          />
          <WatchlistButton title={title} />
          <RateButtons titleId={title.id} />
        </div>
        <Button asChild size="md" className="mt-2 w-full">
          <Link href={titleHref(title.slug)}>
            <Info aria-hidden size={18} strokeWidth={1.75} />
            {t('details')}
          </Link>
        </Button>
      </SheetContent>
    </Sheet>
  )
}
