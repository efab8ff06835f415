'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { jobRunSchema, jobStates, type JobState } from '#server/platform/queues/schemas.ts'
import { StatusBadge, type StatusTone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { formatClock, formatMoment } from '../format/format-time.ts'
import { useLiveRuns } from '../live/live-encodes.tsx'
import { useAdminTable, type AdminColumn } from '../table/data-table.tsx'
import { PagedTable } from '../table/paged-table.tsx'
import { TableToolbar } from '../table/table-toolbar.tsx'
import { useTableUrl } from '../table/use-table-url.ts'
import { useJobName, type NamedRun } from './job-words.ts'
import type { JobActions, JobsPage } from './jobs-page.ts'
import { RunMenu } from './run-menu.tsx'

const tones: Record<JobState, StatusTone> = {
  queued: 'waiting',
  active: 'active',
  retrying: 'waiting',
  parked: 'active',
  completed: 'success',
  dead: 'failed',
  cancelled: 'neutral',
  discarded: 'neutral',
}

const columnClasses = {
  work: 'pl-4 min-w-[220px]',
  state: 'w-[140px]',
  progress: 'w-[130px] text-right tabular whitespace-nowrap',
  tries: 'w-[80px] text-right tabular',
  created: 'w-[130px] tabular whitespace-nowrap text-shell-2',
  took: 'w-[90px] text-right tabular',
  actions: 'w-14 pr-3 text-right',
}

/** Every run, by state, queue and job. */
export function RunList({ data, actions }: { data: JobsPage; actions: JobActions }) {
  const t = useTranslations('jobs')
  const tTable = useTranslations('admin.table')
  const url = useTableUrl()
  const live = useLiveRuns()
  const rows = useMemo(() => data.list.runs.map((run) => ({ ...run, ...live(run) })), [data.list.runs, live])
  const columns = useRunColumns(data.nowIso, actions)
  const table = useAdminTable({ rows, columns, rowId: (run) => run.id })
  const jobWord = (name: string) =>
    t.has(`name.${name}` as 'name.encode-title') ? t(`name.${name}` as 'name.encode-title') : name
  return (
    <>
      <h2 className="mt-8 text-[1.0625rem] leading-[1.4]">{t('runs.heading')}</h2>
      <TableToolbar
        url={url}
        className="mt-3"
        filters={[
          {
            name: 'state',
            label: t('runs.stateLabel'),
            anyLabel: t('runs.anyState'),
            options: jobStates.map((state) => ({ value: state, label: t(`state.${state}`) })),
          },
          {
            name: 'queue',
            label: t('runs.queueLabel'),
            anyLabel: t('runs.anyQueue'),
            options: jobRunSchema.shape.queue.options.map((queue) => ({
              value: queue,
              label: t(`queue.${queue}`),
            })),
          },
          {
            name: 'job',
            label: t('runs.jobLabel'),
            anyLabel: t('runs.anyJob'),
            options: data.jobNames.map((name) => ({ value: name, label: jobWord(name) })),
          },
        ]}
      />
      <div className="mt-3 overflow-hidden rounded-card border border-line bg-ink-1">
        {rows.length === 0 ? (
          <EmptyState
            heading="h3"
            title={t('runs.empty')}
            className="py-10"
            action={url.search === '' ? null : <Button onClick={url.clear}>{tTable('clearFilters')}</Button>}
          >
            {t('runs.emptyBody')}
          </EmptyState>
        ) : (
          <PagedTable
            dense
            table={table}
            place={data.list}
            url={url}
            caption={t('runs.heading')}
            columnClasses={columnClasses}
          />
        )}
      </div>
    </>
  )
}

function useRunColumns(nowIso: string, actions: JobActions): AdminColumn<NamedRun>[] {
  const t = useTranslations('jobs')
  const locale = useLocale()
  const name = useJobName()
  return useMemo<AdminColumn<NamedRun>[]>(
    () => [
      {
        id: 'work',
        enableSorting: false,
        header: t('column.work'),
        cell: ({ row }) => (
          <>
            <span className="block leading-[1.4] font-medium">{name(row.original)}</span>
            <span className="font-mono text-meta text-shell-3">{row.original.queue}</span>
          </>
        ),
      },
      {
        id: 'state',
        enableSorting: false,
        header: t('column.state'),
        cell: ({ row }) => (
          <StatusBadge tone={tones[row.original.state]}>{t(`state.${row.original.state}`)}</StatusBadge>
        ),
      },
      {
        id: 'progress',
        enableSorting: false,
        header: t('column.progress'),
        cell: ({ row }) => <RunProgress run={row.original} />,
      },
      {
        id: 'tries',
        enableSorting: false,
        header: t('column.tries'),
        cell: ({ row }) => `${row.original.attempt}/${row.original.maxAttempts}`,
      },
      {
        id: 'took',
        enableSorting: false,
        header: t('column.took'),
        cell: ({ row }) => tookOf(row.original),
      },
      {
        id: 'created',
        enableSorting: false,
        header: t('column.created'),
        cell: ({ row }) => formatMoment(row.original.createdAt, locale, Date.parse(nowIso)),
      },
      {
        id: 'actions',
        enableSorting: false,
        header: () => <span className="sr-only">{t('column.actions')}</span>,
        cell: ({ row }) => <RunMenu run={row.original} actions={actions} />,
      },
    ],
    [t, locale, name, nowIso, actions],
  )
}

function RunProgress({ run }: { run: NamedRun }) {
  const t = useTranslations('jobs')
  if (run.state === 'queued' && run.position !== null) return t('place', { place: run.position })
  if (run.state === 'active' && run.progress)
    return t('percent', { percent: Math.floor(run.progress.percent) })
  return null
}

function tookOf(run: NamedRun): string {
  if (!run.startedAt || !run.finishedAt) return ''
  return formatClock((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000)
}
