'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'
import type { AccountListDto } from '#server/domains/identity/schemas.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { formatMoment } from '../format/format-time.ts'
import { PageHead } from '../shell/page-head.tsx'
import { DataTable, useAdminTable, type AdminColumn } from '../table/data-table.tsx'
import { Pager } from '../table/pager.tsx'
import { SearchBox } from '../table/search-box.tsx'
import { useTableUrl } from '../table/use-table-url.ts'

type Account = AccountListDto['accounts'][number]

const columnClasses = {
  name: 'min-w-[200px] pl-4',
  email: 'min-w-[220px]',
  role: 'w-[140px]',
  created: 'w-[150px] pr-4 tabular whitespace-nowrap text-shell-2',
}

/** Everybody who can sign in. */
export function AccountsView({ data, nowIso }: { data: AccountListDto; nowIso: string }) {
  const t = useTranslations('admin.accounts')
  const tTable = useTranslations('admin.table')
  const locale = useLocale()
  const url = useTableUrl()
  const { set } = url
  const search = useCallback((text: string) => set({ q: text }), [set])
  const columns = useMemo<AdminColumn<Account>[]>(
    () => [
      {
        id: 'name',
        enableSorting: false,
        header: t('column.name'),
        cell: ({ row }) => <span className="font-medium">{row.original.displayName}</span>,
      },
      { id: 'email', enableSorting: false, header: t('column.email'), cell: ({ row }) => row.original.email },
      {
        id: 'role',
        enableSorting: false,
        header: t('column.role'),
        cell: ({ row }) => <Badge>{t(`role.${row.original.role}`)}</Badge>,
      },
      {
        id: 'created',
        enableSorting: false,
        header: t('column.created'),
        cell: ({ row }) => formatMoment(row.original.createdAt, locale, Date.parse(nowIso)),
      },
    ],
    [t, locale, nowIso],
  )
  const table = useAdminTable({ rows: data.accounts, columns, rowId: (account) => account.id })
  return (
    <>
      <PageHead title={t('heading')} lead={t('lead', { total: data.total })} />
      <div className="mt-5">
        <SearchBox
          value={url.get('q') ?? ''}
          onSearch={search}
          placeholder={t('search')}
          label={t('search')}
          className="w-full md:w-[280px]"
        />
      </div>
      <div className="mt-4 overflow-hidden rounded-card border border-line bg-ink-1">
        {data.accounts.length === 0 ? (
          <EmptyState
            title={t('empty')}
            action={<Button onClick={url.clear}>{tTable('clearFilters')}</Button>}
          />
        ) : (
          <>
            <DataTable
              table={table}
              caption={t('heading')}
              columnClasses={columnClasses}
              pending={url.pending}
            />
            <div className="border-t border-line">
              <Pager {...data} onPage={(page) => url.set({ page: page === 1 ? null : String(page) })} />
            </div>
          </>
        )}
      </div>
    </>
  )
}
