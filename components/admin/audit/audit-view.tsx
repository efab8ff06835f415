'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Link } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { formatMoment } from '../format/format-time.ts'
import { PageHead } from '../shell/page-head.tsx'
import { DataTable, useAdminTable, type AdminColumn } from '../table/data-table.tsx'
import { FilterSelect } from '../table/filter-select.tsx'
import { Pager } from '../table/pager.tsx'
import { useTableUrl } from '../table/use-table-url.ts'

export type AuditLine = {
  id: string
  at: string
  actor: string
  actorName: string
  action: string
  subject: { type: string; id: string; name: string | null }
  detail: Record<string, unknown>
}

export type AuditPage = {
  entries: AuditLine[]
  total: number
  page: number
  pageSize: number
  actors: { value: string; label: string }[]
  actions: string[]
  nowIso: string
}

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

/** Gives a writer of actions: "Công bố phim"; one without a word of its own is shown as it is kept. */
function useActionWord(): (action: string) => string {
  const t = useTranslations('admin.audit.action')
  return (action) => {
    const key = action.replaceAll('.', '-') as 'title-create'
    return t.has(key) ? t(key) : action
  }
}

function useAuditColumns(nowIso: string): AdminColumn<AuditLine>[] {
  const t = useTranslations('admin.audit')
  const locale = useLocale()
  return useMemo<AdminColumn<AuditLine>[]>(
    () => [
      {
        id: 'at',
        enableSorting: false,
        header: t('column.at'),
        cell: ({ row }) => (
          <time dateTime={row.original.at}>{formatMoment(row.original.at, locale, Date.parse(nowIso))}</time>
        ),
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
        cell: ({ row }) => <Subject subject={row.original.subject} />,
      },
      {
        id: 'detail',
        enableSorting: false,
        header: t('column.detail'),
        cell: ({ row }) => <Detail detail={row.original.detail} />,
      },
    ],
    [t, locale, nowIso],
  )
}

function ActionWord({ action }: { action: string }) {
  const word = useActionWord()
  return <span className="font-medium">{word(action)}</span>
}

function Subject({ subject }: { subject: AuditLine['subject'] }) {
  if (subject.type === 'title' && subject.name !== null) {
    return (
      <Link href={`/admin/titles/${subject.id}`} className="hover:text-lamp-text hover:underline">
        {subject.name}
      </Link>
    )
  }
  return (
    <span>
      {subject.name ?? subject.type}{' '}
      <code className="font-mono text-meta text-shell-3">{subject.id.slice(0, 8)}</code>
    </span>
  )
}

/** What was noted with the change, as it was noted. */
function Detail({ detail }: { detail: Record<string, unknown> }) {
  const entries = Object.entries(detail)
  if (entries.length === 0) return null
  return (
    <span className="line-clamp-2 font-mono text-meta break-all text-shell-3">
      {entries.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')}
    </span>
  )
}
