'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { ReconciliationDto } from '#server/domains/billing/schemas.ts'
import { StatusBadge } from '../../ui/badge.tsx'
import { cn } from '../../ui/class-names.ts'
import { formatMoment } from '../format/format-time.ts'
import { useAdminTable, type AdminColumn } from '../table/data-table.tsx'
import { PagedTable } from '../table/paged-table.tsx'
import type { TableUrl } from '../table/use-table-url.ts'
import type { ReconciliationPage } from './reconciliation-page.ts'

const columnClasses = {
  at: 'w-[120px] pl-4 tabular whitespace-nowrap text-shell-2',
  kind: 'w-[180px]',
  range: 'w-[220px] tabular text-small text-shell-2',
  result: 'w-[190px]',
  providers: 'min-w-[200px] pr-4 text-small text-shell-2',
}

/** The comparisons, newest first, and what each found. */
export function RunTable({ data, url }: { data: ReconciliationPage; url: TableUrl }) {
  const t = useTranslations('admin-book.reconciliation')
  const columns = useRunColumns(data.nowIso)
  const table = useAdminTable({ rows: data.runs, columns, rowId: ({ id }) => id })
  return (
    <PagedTable
      dense
      table={table}
      place={data}
      url={url}
      caption={t('runs')}
      columnClasses={columnClasses}
      cards={
        <ul className={cn('md:hidden', url.pending && 'opacity-60')} aria-busy={url.pending}>
          {data.runs.map((run) => (
            <li key={run.id} className="grid gap-1 border-b border-line px-4 py-3 last:border-0">
              <div className="flex flex-wrap items-center justify-between gap-2">
                <span className="font-medium">{t(`kind.${run.kind}`)}</span>
                <RunResult run={run} />
              </div>
              <span className="tabular text-small text-shell-3">
                <RunRange run={run} nowIso={data.nowIso} />
              </span>
              <span className="text-small text-shell-2">
                <ByProvider run={run} />
              </span>
            </li>
          ))}
        </ul>
      }
    />
  )
}

/** What a run found, or how it stands. */
export function RunResult({ run }: { run: ReconciliationDto }) {
  const t = useTranslations('admin-book.reconciliation')
  switch (run.state) {
    case 'waiting':
      return (
        <StatusBadge tone={run.error ? 'failed' : 'waiting'}>
          {t(run.error ? 'state.retrying' : 'state.waiting')}
        </StatusBadge>
      )
    case 'running':
      return <StatusBadge tone="active">{t('state.running')}</StatusBadge>
    case 'failed':
      return <StatusBadge tone="failed">{t('state.failed')}</StatusBadge>
    case 'done': {
      const found = run.comparison?.found ?? 0
      return (
        <StatusBadge tone={found > 0 ? 'waiting' : 'success'}>
          {found > 0 ? t('foundCount', { count: found }) : t('clean')}
        </StatusBadge>
      )
    }
  }
}

function RunRange({ run, nowIso }: { run: ReconciliationDto; nowIso: string }) {
  const locale = useLocale()
  const from = run.comparison?.from ?? run.from
  const until = run.comparison?.until ?? run.until
  if (from === null || until === null) return null
  const at = (iso: string) => formatMoment(iso, locale, Date.parse(nowIso))
  return `${at(from)} → ${at(until)}`
}

function ByProvider({ run }: { run: ReconciliationDto }) {
  const t = useTranslations('admin-book.reconciliation')
  const tProvider = useTranslations('admin-book.provider')
  const isUnasked = run.comparison?.providers.some(({ error }) => error !== null) ?? false
  if (run.error && run.state !== 'done' && !isUnasked)
    return <span className="break-words">{run.error.message}</span>
  return run.comparison?.providers.map(({ name, seen, found, error }) =>
    error ? (
      <span key={name} className="block break-words text-son-text">
        {t('unaskedLine', { name: tProvider(name), why: error.message })}
      </span>
    ) : (
      <span key={name} className="block">
        {t('providerLine', { name: tProvider(name), seen, found })}
      </span>
    ),
  )
}

function useRunColumns(nowIso: string): AdminColumn<ReconciliationDto>[] {
  const t = useTranslations('admin-book.reconciliation')
  const locale = useLocale()
  return useMemo<AdminColumn<ReconciliationDto>[]>(
    () => [
      {
        id: 'at',
        enableSorting: false,
        header: t('column.at'),
        cell: ({ row }) =>
          formatMoment(row.original.finishedAt ?? row.original.createdAt, locale, Date.parse(nowIso)),
      },
      {
        id: 'kind',
        enableSorting: false,
        header: t('column.kind'),
        cell: ({ row }) => t(`kind.${row.original.kind}`),
      },
      {
        id: 'range',
        enableSorting: false,
        header: t('column.range'),
        cell: ({ row }) => <RunRange run={row.original} nowIso={nowIso} />,
      },
      {
        id: 'result',
        enableSorting: false,
        header: t('column.result'),
        cell: ({ row }) => <RunResult run={row.original} />,
      },
      {
        id: 'providers',
        enableSorting: false,
        header: t('column.providers'),
        cell: ({ row }) => <ByProvider run={row.original} />,
      },
    ],
    [t, locale, nowIso],
  )
}
