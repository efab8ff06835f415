'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo, type ReactNode } from 'react'
import { Link } from '#i18n/navigation.ts'
import { Artwork } from '../../ui/artwork.tsx'
import { StatusBadge, type StatusTone } from '../../ui/badge.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { formatClock, formatMoment } from '../format/format-time.ts'
import { RungLamps } from '../media/rung-lamps.tsx'
import { useEncodeNote } from '../media/use-encode-note.ts'
import { cn } from '../../ui/class-names.ts'
import type { AdminColumn } from '../table/data-table.tsx'
import { lackOf, standingOf, type TitleRow, type TitleStanding } from './title-row.ts'

const tones: Record<TitleStanding, StatusTone> = {
  published: 'success',
  draft: 'neutral',
  running: 'active',
  queued: 'waiting',
  failed: 'failed',
}

/** How a title stands, as icon and word. */
export function StandingBadge({ row }: { row: Pick<TitleRow, 'status' | 'encode'> }) {
  const t = useTranslations('admin.titles.status')
  const standing = standingOf(row)
  return <StatusBadge tone={tones[standing]}>{t(standing)}</StatusBadge>
}

/** Poster, name, kind and rating. */
export function TitleName({ row }: { row: TitleRow }) {
  const t = useTranslations('admin.titles.kind')
  return (
    <div className="flex min-w-0 items-center gap-3">
      <div className="h-10 w-7 shrink-0 overflow-hidden rounded-badge bg-ink-3">
        {row.poster ? (
          <Artwork picture={row.poster} name={row.name} sizes="28px" accent={row.accent} />
        ) : null}
      </div>
      <div className="min-w-0">
        <Link
          href={`/admin/titles/${row.id}`}
          title={row.name}
          className="block truncate leading-[1.5] font-medium hover:text-lamp-text max-md:min-h-6"
        >
          {row.name}
        </Link>
        <div className="text-small leading-[1.5] text-shell-3">
          {[t(row.kind), row.ratingCode].filter(Boolean).join(' · ')}
        </div>
      </div>
    </div>
  )
}

/** The six lamps with what goes on, or what is lacking, beneath. */
export function TitleRungs({ row }: { row: TitleRow }) {
  const t = useTranslations('admin.titles.note')
  const tMedia = useTranslations('media')
  const note = useEncodeNote()
  const encode = row.encode
  const rungs = encode && encode.rungs.length > 0 ? encode.rungs : row.rungs
  const noted = encode ? note(encode) : null
  const words = noted && encode?.role === 'trailer' ? `${tMedia('trailer')}: ${noted}` : noted
  const lack = encode ? null : lackOf(row)
  const told = words ?? (lack ? t(lack, { done: row.playableCount, all: row.episodeCount }) : null)
  return (
    <div className="grid justify-items-start gap-0.5">
      {rungs.length > 0 || encode ? <RungLamps rungs={rungs} className="py-1" /> : null}
      {told ? (
        <span
          className={cn(
            'text-small leading-[1.5]',
            encode?.state === 'failed' ? 'text-son-text' : 'text-shell-2',
          )}
        >
          {told}
        </span>
      ) : null}
    </div>
  )
}

/** Gives the columns of the content table. */
export function useTitleColumns(nowIso: string, menu: (row: TitleRow) => ReactNode): AdminColumn<TitleRow>[] {
  const t = useTranslations('admin')
  const locale = useLocale()
  return useMemo<AdminColumn<TitleRow>[]>(
    () => [
      {
        id: 'select',
        enableSorting: false,
        enableHiding: false,
        header: ({ table }) => (
          <Checkbox
            aria-label={t('table.selectAll')}
            checked={
              table.getIsAllRowsSelected() ? true : table.getIsSomeRowsSelected() ? 'indeterminate' : false
            }
            onCheckedChange={(checked) => table.toggleAllRowsSelected(checked === true)}
          />
        ),
        cell: ({ row }) => (
          <Checkbox
            aria-label={t('table.selectRow', { name: row.original.name })}
            checked={row.getIsSelected()}
            onCheckedChange={(checked) => row.toggleSelected(checked === true)}
          />
        ),
      },
      {
        id: 'title',
        accessorFn: (row) => row.name,
        header: t('titles.column.title'),
        enableHiding: false,
        sortDescFirst: false,
        cell: ({ row }) => <TitleName row={row.original} />,
      },
      {
        id: 'status',
        enableSorting: false,
        header: t('titles.column.status'),
        cell: ({ row }) => <StandingBadge row={row.original} />,
      },
      {
        id: 'rungs',
        enableSorting: false,
        header: t('titles.column.rungs'),
        cell: ({ row }) => <TitleRungs row={row.original} />,
      },
      {
        id: 'length',
        enableSorting: false,
        header: t('titles.column.length'),
        cell: ({ row }) => (
          <span className="tabular">
            {row.original.durationMs > 0 ? formatClock(row.original.durationMs / 1000) : ''}
          </span>
        ),
      },
      {
        id: 'updated',
        accessorFn: (row) => row.updatedAt,
        header: t('titles.column.updated'),
        sortDescFirst: true,
        cell: ({ row }) => (
          <span className="tabular text-small whitespace-nowrap text-shell-2">
            {formatMoment(row.original.updatedAt, locale, Date.parse(nowIso))}
          </span>
        ),
      },
      {
        id: 'actions',
        enableSorting: false,
        enableHiding: false,
        header: () => <span className="sr-only">{t('titles.column.actions')}</span>,
        cell: ({ row }) => menu(row.original),
      },
    ],
    [t, locale, nowIso, menu],
  )
}
