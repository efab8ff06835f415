'use client'

import { ArrowUpRight, Ellipsis, Eye, EyeOff, Pencil, RotateCw, Star, StarOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { IconButton } from '../../ui/button.tsx'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../ui/menu.tsx'
import { retryHelps } from '../media/place.ts'
import type { TitleRow } from './title-row.ts'

export type TitleMenuHandlers = {
  onPublish: (row: TitleRow) => void
  onUnpublish: (row: TitleRow) => void
  onFeature: (row: TitleRow, featured: boolean) => void
  onEncodeAgain: (row: TitleRow) => void
}

const icon = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

/** What can be done with one title. */
export function TitleMenu({ row, ...on }: { row: TitleRow } & TitleMenuHandlers) {
  const t = useTranslations('admin.titles.menu')
  const published = row.status === 'published'
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton size="sm" variant="text" label={t('label', { name: row.name })}>
          <Ellipsis {...icon} />
        </IconButton>
      </MenuTrigger>
      <MenuContent>
        <MenuItem asChild>
          <Link href={`/admin/titles/${row.id}`}>
            <Pencil {...icon} />
            {t('edit')}
          </Link>
        </MenuItem>
        {published ? (
          <MenuItem asChild>
            <Link href={`/title/${row.slug}`}>
              <ArrowUpRight {...icon} />
              {t('view')}
            </Link>
          </MenuItem>
        ) : null}
        {row.encode?.state === 'failed' && retryHelps(row.encode) ? (
          <MenuItem icon={<RotateCw {...icon} />} onSelect={() => on.onEncodeAgain(row)}>
            {t('retry')}
          </MenuItem>
        ) : null}
        {published ? (
          <MenuItem
            icon={row.featured ? <StarOff {...icon} /> : <Star {...icon} />}
            onSelect={() => on.onFeature(row, !row.featured)}
          >
            {row.featured ? t('unfeature') : t('feature')}
          </MenuItem>
        ) : null}
        {published ? (
          <MenuItem tone="danger" icon={<EyeOff {...icon} />} onSelect={() => on.onUnpublish(row)}>
            {t('unpublish')}
          </MenuItem>
        ) : (
          <MenuItem icon={<Eye {...icon} />} onSelect={() => on.onPublish(row)}>
            {t('publish')}
          </MenuItem>
        )}
      </MenuContent>
    </Menu>
  )
}
