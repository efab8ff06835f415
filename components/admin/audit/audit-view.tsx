'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { DataTable, useAdminTable, type AdminColumn } from '../table/data-table.tsx'
import { FilterSelect } from '../table/filter-select.tsx'
import { Pager } from '../table/pager.tsx'
import { useTableUrl } from '../table/use-table-url.ts'
import { AuditCards } from './audit-cards.tsx'
import { ActionWord, AuditDetail, AuditMoment, AuditSubject, useActionWord } from './audit-cells.tsx'
import type { AuditLine, AuditPage } from './audit-page.ts'

const columnClasses = {
  at: 'w-[140px] pl-4 tabular whitespace-nowrap text-shell-2',
  actor: 'w-[200px]',
  action: 'min-w-[180px]',
  subject: 'min-w-[200px]',
  detail: 'min-w-[200px] pr-4',
}

/** Who did what to which thing, newest first. */
export function AuditView({ data }: { data: AuditPage }) {
  const t = useTranslations('admin.audit')
  const tTable = useTranslations('admin.table')
  const url = useTableUrl()
  const columns = useAuditColumns(data.nowIso)
  const actionWord = useActionWord()
  const table = useAdminTable({ rows: data.entries, columns, rowId: (entry) => entry.id })
  return (
    <>
      <PageHead title={t('heading')} lead={t('lead')} />
      <div className="mt-5 flex flex-wrap gap-2">
        <FilterSelect
          label={t('actorLabel')}
          anyLabel={t('anyActor')}
          value={url.get('actor')}
          options={data.actors}
          onChange={(actor) => url.set({ actor })}
        />
        <FilterSelect
          label={t('actionLabel')}
          anyLabel={t('anyAction')}
          value={url.get('action')}
          options={data.actions.map((action) => ({ value: action, label: actionWord(action) }))}
          onChange={(action) => url.set({ action })}
        />
      </div>
      <div className="mt-4 overflow-hidden rounded-card border border-line bg-ink-1">
        {data.entries.length === 0 ? (
          <EmptyState
            title={t('empty')}
            action={url.search === '' ? null : <Button onClick={url.clear}>{tTable('clearFilters')}</Button>}
          >
            {t('emptyBody')}
          </EmptyState>
        ) : (
          <>
            <DataTable
              dense
              table={table}
              caption={t('heading')}
              columnClasses={columnClasses}
              pending={url.pending}
              className="max-md:hidden"
            />
            <AuditCards
              entries={data.entries}
              nowIso={data.nowIso}
              pending={url.pending}
              className="md:hidden"
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

function useAuditColumns(nowIso: string): AdminColumn<AuditLine>[] {
  const t = useTranslations('admin.audit')
  return useMemo<AdminColumn<AuditLine>[]>(
    () => [
      {
        id: 'at',
        enableSorting: false,
        header: t('column.at'),
        cell: ({ row }) => <AuditMoment at={row.original.at} nowIso={nowIso} />,
      },
      {
        id: 'actor',
        enableSorting: false,
        header: t('column.actor'),
        cell: ({ row }) => row.original.actorName,
      },
      {
        id: 'action',
        enableSorting: false,
        header: t('column.action'),
        cell: ({ row }) => <ActionWord action={row.original.action} />,
      },
      {
        id: 'subject',
        enableSorting: false,
        header: t('column.subject'),
        cell: ({ row }) => <AuditSubject subject={row.original.subject} />,
      },
      {
        id: 'detail',
        enableSorting: false,
        header: t('column.detail'),
        cell: ({ row }) => <AuditDetail detail={row.original.detail} />,
      },
    ],
    [t, nowIso],
  )
}
