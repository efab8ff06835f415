'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { QueueOverview } from '#server/platform/queues/schemas.ts'
import { cn } from '../../ui/class-names.ts'
import { formatClock, formatMoment } from '../format/format-time.ts'
import { DataTable, useAdminTable, type AdminColumn } from '../table/data-table.tsx'
import { PauseButton, type PauseActions } from './pause-button.tsx'

type QueueLine = QueueOverview['queues'][number]

const figures = 'w-[90px] text-right tabular max-md:w-auto max-md:px-2'
const columnClasses = {
  queue: 'pl-4 md:whitespace-nowrap',
  bar: 'min-w-[160px] max-md:hidden',
  active: figures,
  waiting: figures,
  // The card above tells the longest wait of all.
  oldest: `${figures} max-md:hidden`,
  dead: figures,
  pause: 'w-14 pr-3 text-right max-md:pr-2',
}

/** Each queue with what runs and waits in it. */
export function QueueTable({
  queues,
  nowIso,
  actions,
}: {
  queues: QueueLine[]
  nowIso: string
  actions: PauseActions
}) {
  const t = useTranslations('jobs')
  const locale = useLocale()
  const most = Math.max(1, ...queues.map((queue) => queue.active + queue.waiting))
  const columns = useMemo<AdminColumn<QueueLine>[]>(
    () => [
      {
        id: 'queue',
        enableSorting: false,
        header: t('column.queue'),
        cell: ({ row }) => (
          <>
            <span className="font-medium">{t(`queue.${row.original.queue}`)}</span>{' '}
            <code className="font-mono text-meta text-shell-3 max-md:hidden">{row.original.queue}</code>
            {row.original.paused ? (
              <span className="block text-small text-lamp-text">
                <span className="md:hidden">{t('pause.short')}</span>
                <span className="max-md:hidden">
                  {t('pause.since', {
                    at: formatMoment(row.original.paused.at, locale, Date.parse(nowIso)),
                  })}
                </span>
              </span>
            ) : null}
          </>
        ),
      },
      {
        id: 'bar',
        enableSorting: false,
        header: t('column.bar'),
        cell: ({ row }) => <QueueBar queue={row.original} most={most} />,
      },
      {
        id: 'active',
        enableSorting: false,
        header: t('column.active'),
        cell: ({ row }) => row.original.active,
      },
      {
        id: 'waiting',
        enableSorting: false,
        header: t('column.waiting'),
        cell: ({ row }) => row.original.waiting,
      },
      {
        id: 'oldest',
        enableSorting: false,
        header: t('column.oldest'),
        cell: ({ row }) => formatClock(row.original.oldestWaitSeconds ?? 0),
      },
      {
        id: 'dead',
        enableSorting: false,
        header: t('column.dead'),
        cell: ({ row }) => (
          <span className={cn(row.original.dead > 0 ? 'font-semibold text-son-text' : 'text-shell-2')}>
            {row.original.dead}
          </span>
        ),
      },
      {
        id: 'pause',
        enableSorting: false,
        header: () => <span className="sr-only">{t('pause.column')}</span>,
        cell: ({ row }) => (
          <PauseButton queue={row.original.queue} paused={row.original.paused !== null} actions={actions} />
        ),
      },
    ],
    [t, locale, most, nowIso, actions],
  )
  const table = useAdminTable({ rows: queues, columns, rowId: (queue) => queue.queue })
  return (
    <div className="min-w-0 overflow-hidden rounded-card border border-line bg-ink-1">
      <DataTable table={table} caption={t('heading')} columnClasses={columnClasses} />
    </div>
  )
}

/** Running and waiting beside the fullest queue. */
function QueueBar({ queue, most }: { queue: QueueLine; most: number }) {
  const share = (runs: number) => `${((runs / most) * 100).toFixed(1)}%`
  return (
    <div aria-hidden className="flex h-2 w-full max-w-[220px] gap-px overflow-hidden rounded-badge bg-ink-3">
      <div className="bg-lamp-line" style={{ width: share(queue.active) }} />
      <div className="bg-sky/70" style={{ width: share(queue.waiting) }} />
    </div>
  )
}
