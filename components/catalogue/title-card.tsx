'use client'

import { useTranslations } from 'next-intl'
import { useLayoutEffect, useState } from 'react'
import { Link } from '#i18n/navigation.ts'
import { Artwork } from '../ui/artwork.tsx'
import { cn } from '../ui/class-names.ts'
import { titleHref } from './addresses.ts'
import { CardPreview } from './card-preview.tsx'
import { lengthWords } from './meta-line.tsx'
import { TitleSheet } from './title-sheet.tsx'
import { useLongPress } from './use-long-press.ts'
import type { TitleCardView } from './views.ts'

export type CardShape = 'poster' | 'still'

type TitleCardProps = {
  title: TitleCardView
  shape?: CardShape
  sizes: string
  /** Name and facts below the picture. */
  captioned?: boolean
  eager?: boolean
}

/** A title in a row or grid: its poster, or its still with its name. */
export function TitleCard({
  title,
  shape = 'poster',
  sizes,
  captioned = shape === 'still',
  eager,
}: TitleCardProps) {
  const t = useTranslations('catalogue')
  const [sheetOpen, setSheetOpen] = useState(false)
  const longPress = useLongPress(() => setSheetOpen(true))
  // Next keeps a page that is left: it must not come back with its sheet open.
  useLayoutEffect(() => () => setSheetOpen(false), [])
  const picture = shape === 'poster' ? title.poster : title.still
  const length = lengthWords(title, t)
  return (
    <>
      <CardPreview title={title}>
        <Link
          href={titleHref(title.slug)}
          {...longPress}
          className={cn('title-card group block', shape === 'poster' ? 'rounded-poster' : 'rounded-control')}
        >
          <span
            className={cn(
              'card-frame block overflow-hidden',
              shape === 'poster' ? 'aspect-[2/3] rounded-poster' : 'aspect-video rounded-control',
            )}
          >
            <Artwork
              picture={picture}
              name={title.name}
              alt={captioned ? '' : title.name}
              accent={title.accent}
              sizes={sizes}
              eager={eager ?? false}
            />
            {title.film ? null : (
              <span className="absolute bottom-2 left-2 rounded-badge bg-ink-0/85 px-2 py-0.5 text-meta font-medium text-shell">
                {t('coming')}
              </span>
            )}
          </span>
          {captioned ? (
            <span className="mt-2 block">
              <span className="block truncate py-0.5 text-body font-medium">{title.name}</span>
              <span className="block truncate py-0.5 text-small text-shell-3">
                {[title.ratingCode, length, title.genres[0]].filter(Boolean).join(' · ')}
              </span>
            </span>
          ) : null}
        </Link>
      </CardPreview>
      <TitleSheet title={title} open={sheetOpen} onOpenChange={setSheetOpen} />
    </>
  )
}
