'use client'

import type { SortingState } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import {
  accountStates,
  roleSchema,
  type AccountListDto,
  type PersonDto,
} from '#server/domains/identity/schemas.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { useAdminTable, type AdminColumn } from '../table/data-table.tsx'
import { ExportButton } from '../table/export-button.tsx'
import { PagedTable } from '../table/paged-table.tsx'
import { TableToolbar } from '../table/table-toolbar.tsx'
import { useTableUrl, type TableUrl } from '../table/use-table-url.ts'
import { AccountCards } from './account-cards.tsx'
import { PersonName, RoleBadge, StateBadge, When } from './account-cells.tsx'

const columnClasses = {
  name: 'min-w-[240px] max-w-[420px] pl-4',
  role: 'w-[130px]',
  state: 'w-[160px]',
  used: 'w-[150px] tabular whitespace-nowrap text-shell-2',
  created: 'w-[150px] pr-4 tabular whitespace-nowrap text-shell-2 max-lg:hidden',
}

/** Everybody who has an account. */
export function AccountsView({ data, nowIso }: { data: AccountListDto; nowIso: string }) {
  const t = useTranslations('admin.accounts')
  const tTable = useTranslations('admin.table')
  const url = useTableUrl()
  const columns = useAccountColumns(nowIso)
  const sorting: SortingState = [{ id: url.get('sort') ?? 'name', desc: url.get('direction') === 'desc' }]
  const table = useAdminTable({
    rows: data.accounts,
    columns,
    rowId: (account) => account.id,
    sorting: url.get('sort') ? sorting : [],
    onSort: ([next]) => url.set({ sort: next?.id ?? null, direction: next?.desc ? 'desc' : null }),
  })
  return (
    <>
      <PageHead
        title={t('heading')}
        lead={t('lead', { total: data.total })}
        actions={
          <ExportButton href="/admin/accounts/export" search={url.search}>
            {t('export')}
          </ExportButton>
        }
      />
      <AccountsToolbar url={url} />
      <div className="mt-4 overflow-hidden rounded-card border border-line bg-ink-1">
        {data.accounts.length === 0 ? (
          <EmptyState
            title={t('empty')}
            action={<Button onClick={url.clear}>{tTable('clearFilters')}</Button>}
          />
        ) : (
          <PagedTable
            table={table}
            place={data}
            url={url}
            caption={t('heading')}
            columnClasses={columnClasses}
            cards={
              <AccountCards
                accounts={data.accounts}
                nowIso={nowIso}
                pending={url.pending}
                className="md:hidden"
              />
            }
          />
        )}
      </div>
    </>
  )
}

function AccountsToolbar({ url }: { url: TableUrl }) {
  const t = useTranslations('admin.accounts')
  return (
    <TableToolbar
      url={url}
      className="mt-5"
      searches={[{ name: 'q', label: t('search'), placeholder: t('search') }]}
      filters={[
        {
          name: 'role',
          label: t('roleLabel'),
          anyLabel: t('anyRole'),
          options: roleSchema.options.map((role) => ({ value: role, label: t(`role.${role}`) })),
        },
        {
          name: 'state',
          label: t('stateLabel'),
          anyLabel: t('anyState'),
          options: accountStates.map((state) => ({ value: state, label: t(`state.${state}`) })),
        },
      ]}
    />
  )
}

function useAccountColumns(nowIso: string): AdminColumn<PersonDto>[] {
  const t = useTranslations('admin.accounts')
  return useMemo<AdminColumn<PersonDto>[]>(
    () => [
      {
        id: 'name',
        accessorKey: 'displayName',
        header: t('column.name'),
        cell: ({ row }) => <PersonName person={row.original} />,
      },
      {
        id: 'role',
        enableSorting: false,
        header: t('column.role'),
        cell: ({ row }) => <RoleBadge role={row.original.role} />,
      },
      {
        id: 'state',
        enableSorting: false,
        header: t('column.state'),
        cell: ({ row }) => <StateBadge state={row.original.state} />,
      },
      {
        id: 'used',
        accessorKey: 'lastUsedAt',
        sortDescFirst: true,
        header: t('column.used'),
        cell: ({ row }) => <When at={row.original.lastUsedAt} nowIso={nowIso} />,
      },
      {
        id: 'created',
        accessorKey: 'createdAt',
        sortDescFirst: true,
        header: t('column.created'),
        cell: ({ row }) => <When at={row.original.createdAt} nowIso={nowIso} />,
      },
    ],
    [t, nowIso],
  )
}
