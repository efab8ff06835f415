'use client'

import { Check, Columns3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { DropdownMenu } from 'radix-ui'
import { IconButton } from '../../ui/button.tsx'
import { Menu, MenuContent, MenuLabel, MenuTrigger } from '../../ui/menu.tsx'
import type { AdminTable } from '../table/data-table.tsx'
import type { TitleRow } from './title-row.ts'

/** Chooses the columns that are shown. */
export function ColumnMenu({ table, className }: { table: AdminTable<TitleRow>; className?: string }) {
  const t = useTranslations('admin')
  const names: Record<string, string> = {
    status: t('titles.column.status'),
    rungs: t('titles.column.rungs'),
    length: t('titles.column.length'),
    updated: t('titles.column.updated'),
  }
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton size="sm" variant="outline" label={t('table.columns')} className={className ?? ''}>
          <Columns3 aria-hidden size={18} strokeWidth={1.75} />
        </IconButton>
      </MenuTrigger>
      <MenuContent>
        <MenuLabel>{t('table.columns')}</MenuLabel>
        {table
          .getAllLeafColumns()
          .filter((column) => column.getCanHide())
          .map((column) => (
            <DropdownMenu.CheckboxItem
              key={column.id}
              checked={column.getIsVisible()}
              onCheckedChange={(checked) => column.toggleVisibility(checked)}
              onSelect={(event) => event.preventDefault()}
              className="menu-item pr-9"
            >
              {names[column.id]}
              <DropdownMenu.ItemIndicator className="absolute right-3 text-lamp-text">
                <Check aria-hidden size={16} strokeWidth={1.75} />
              </DropdownMenu.ItemIndicator>
            </DropdownMenu.CheckboxItem>
          ))}
      </MenuContent>
    </Menu>
  )
}
