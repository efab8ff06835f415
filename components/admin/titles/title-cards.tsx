'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Checkbox } from '../../ui/checkbox.tsx'
import { cn } from '../../ui/class-names.ts'
import type { AdminTable } from '../table/data-table.tsx'
import { StandingBadge, TitleName, TitleRungs } from './title-columns.tsx'
import type { TitleRow } from './title-row.ts'

/** The same rows for a phone: a card each. */
export function TitleCards({
  table,
  menu,
  className,
}: {
  table: AdminTable<TitleRow>
  menu: (row: TitleRow) => ReactNode
  className?: string
}) {
  const t = useTranslations('admin.table')
  return (
    <ul className={className}>
      {table.getRowModel().rows.map((row) => (
        <li
          key={row.id}
          className={cn(
            'grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 border-b border-line py-3 pr-2 pl-4 last:border-0',
            row.getIsSelected() && 'bg-ink-2 shadow-[inset_2px_0_0_var(--lamp-line)]',
          )}
        >
          <Checkbox
            aria-label={t('selectRow', { name: row.original.name })}
            checked={row.getIsSelected()}
            onCheckedChange={(checked) => row.toggleSelected(checked === true)}
          />
          <TitleName row={row.original} />
          {menu(row.original)}
          <div className="col-span-2 col-start-2 flex flex-wrap items-center gap-x-4 gap-y-1">
            <StandingBadge row={row.original} />
            <TitleRungs row={row.original} />
          </div>
        </li>
      ))}
    </ul>
  )
}
