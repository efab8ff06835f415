'use client'

import { EyeOff, Info, MoreVertical, Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { Artwork } from '../ui/artwork.tsx'
import { LightLine } from '../ui/light-line.tsx'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../ui/menu.tsx'
import { titleHref, watchHref } from './addresses.ts'
import { episodeWords } from './play-words.ts'
import { formatRuntime } from './runtime.ts'
import type { ContinueView } from './views.ts'

/** A still with episode and time left over its light line; leads straight on to where one stopped. */
export function ContinueCard({ item, onRemove }: { item: ContinueView; onRemove: () => void }) {
  const t = useTranslations('catalogue')
  const { slug, name, still, episode } = item
  const left = t('left', { time: formatRuntime(item.leftMs, t) })
  const where = episodeWords(episode, t)
  return (
    <div className="group relative">
      <Link href={watchHref(slug, episode)} className="title-card block rounded-control">
        <span className="card-frame block aspect-video overflow-hidden rounded-control">
          <Artwork picture={still} name={name} sizes="(min-width: 768px) 270px, 212px" />
          <span
            aria-hidden
            className="absolute inset-0 bg-linear-to-t from-ink-0/90 from-5% to-transparent to-55%"
          />
          <span
            aria-hidden
            className="absolute inset-0 grid place-items-center opacity-0 transition-opacity duration-[120ms] group-focus-within:opacity-100 group-hover:opacity-100"
          >
            <span className="grid size-12 place-items-center rounded-full bg-ink-0/85 text-shell">
              <Play size={20} strokeWidth={1.75} fill="currentColor" className="translate-x-px" />
            </span>
          </span>
          <span className="absolute inset-x-3 bottom-2.5 block">
            <span className="mb-1.5 flex justify-between gap-3 text-small font-medium text-shell">
              <span className="truncate">{where}</span>
              <span className="shrink-0">{left}</span>
            </span>
            <LightLine value={item.share} />
          </span>
        </span>
        <span className="mt-2 block truncate py-0.5 pr-10 text-body font-medium">{name}</span>
      </Link>
      <Menu>
        <MenuTrigger
          aria-label={t('continue.more', { name })}
          className="absolute -right-1.5 bottom-[-6px] grid size-11 place-items-center rounded-control text-shell-2 hover:text-shell md:bottom-[-2px] md:size-9"
        >
          <MoreVertical aria-hidden size={18} strokeWidth={1.75} />
        </MenuTrigger>
        <MenuContent>
          <MenuItem asChild>
            <Link href={titleHref(slug)}>
              <Info aria-hidden size={18} strokeWidth={1.75} />
              {t('details')}
            </Link>
          </MenuItem>
          <MenuItem icon={<EyeOff aria-hidden size={18} strokeWidth={1.75} />} onSelect={onRemove}>
            {t('continue.remove')}
          </MenuItem>
        </MenuContent>
      </Menu>
    </div>
  )
}
