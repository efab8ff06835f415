'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { useAdminTable, type AdminColumn } from '../table/data-table.tsx'
import { ExportButton } from '../table/export-button.tsx'
import { PagedTable } from '../table/paged-table.tsx'
import { useTableUrl, type TableUrl } from '../table/use-table-url.ts'
import { AuditCards } from './audit-cards.tsx'
import { ActionWord, AuditActor, AuditDetail, AuditMoment, AuditSubject } from './audit-cells.tsx'
import type { AuditLine, AuditPage } from './audit-page.ts'
import { AuditToolbar } from './audit-toolbar.tsx'

const columnClasses = {
  at: 'w-[124px] pl-4 tabular whitespace-nowrap text-shell-2',
  actor: 'w-[180px]',
  action: 'min-w-[170px]',
  subject: 'min-w-[200px]',
  detail: 'w-[30%] min-w-[240px] pr-4',
}

/** Who did what to which thing, newest first. */
export function AuditView({ data }: { data: AuditPage }) {
  const t = useTranslations('admin.audit')
  const tTable = useTranslations('admin.table')
  const url = useTableUrl()
  const columns = useAuditColumns(data.nowIso)
  const table = useAdminTable({ rows: data.entries, columns, rowId: (entry) => entry.id })
  return (
    <>
      <PageHead
        title={t('heading')}
        lead={t('lead')}
        actions={
          <ExportButton href="/admin/audit/export" search={url.search}>
            {t('export')}
          </ExportButton>
        }
      />
      <AuditToolbar url={url} />
      <FixedFilter url={url} data={data} />
      <div className="mt-4 overflow-hidden rounded-card border border-line bg-ink-1">
        {data.entries.length === 0 ? (
          <EmptyState
            title={t(url.search === '' ? 'empty' : 'nothingFound')}
            action={url.search === '' ? null : <Button onClick={url.clear}>{tTable('clearFilters')}</Button>}
          >
            {url.search === '' ? t('emptyBody') : null}
          </EmptyState>
        ) : (
          <PagedTable
            dense
            table={table}
            place={data}
            url={url}
            caption={t('heading')}
            columnClasses={columnClasses}
            cards={
              <AuditCards
                entries={data.entries}
                nowIso={data.nowIso}
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

/** One person or thing that a link has led here for, and the way out of it. */
function FixedFilter({ url, data }: { url: TableUrl; data: AuditPage }) {
  const t = useTranslations('admin.audit')
  const name = url.get('actor') ? 'actor' : url.get('subjectId') ? 'subjectId' : null
  if (name === null) return null
  const [first] = data.entries
  const who = name === 'actor' ? first?.actorName : first?.subject.name
  return (
    <Button size="sm" variant="tonal" className="mt-3" onClick={() => url.set({ [name]: null })}>
      {t(name === 'actor' ? 'onlyBy' : 'onlyAbout', { name: who ?? (url.get(name) ?? '').slice(0, 16) })}
      <X aria-hidden size={16} strokeWidth={1.75} />
    </Button>
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
        cell: ({ row }) => <AuditActor entry={row.original} />,
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
        cell: ({ row }) => <AuditDetail entry={row.original} />,
      },
    ],
    [t, nowIso],
  )
}
