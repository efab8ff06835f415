'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import {
  eventOrigins,
  providerNameSchema,
  shownEvents,
  type WebhookEventDto,
} from '#server/domains/billing/schemas.ts'
import { callAction } from '../../errors/call-action.ts'
import { useCommand } from '../../errors/use-command.ts'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { formatMoment } from '../format/format-time.ts'
import { PageHead } from '../shell/page-head.tsx'
import { useAdminTable, type AdminColumn } from '../table/data-table.tsx'
import { PagedTable } from '../table/paged-table.tsx'
import { TableToolbar } from '../table/table-toolbar.tsx'
import { useTableUrl, type TableUrl } from '../table/use-table-url.ts'
import { EventButtons, EventName, EventOutcome, isUnreadable } from './event-cells.tsx'
import { EventDialog } from './event-dialog.tsx'
import type { ReadEvent, WebhookActions, WebhooksPage } from './webhooks-page.ts'

const columnClasses = {
  at: 'w-[120px] pl-4 tabular whitespace-nowrap text-shell-2',
  event: 'min-w-[260px]',
  origin: 'w-[160px] text-small text-shell-2',
  outcome: 'w-[170px]',
  tries: 'w-[80px] text-right tabular',
  actions: 'w-28 pr-3 text-right',
}

type Asked =
  | { kind: 'open'; event: WebhookEventDto; reading: Promise<ReadEvent> }
  | { kind: 'replay'; event: WebhookEventDto }
type Ask = { open: (event: WebhookEventDto) => void; replay: (event: WebhookEventDto) => void }

/** The inbox of the providers' calls, as they came, and what became of each. */
export function WebhooksView({ data, actions }: { data: WebhooksPage; actions: WebhookActions }) {
  const t = useTranslations('admin-book.webhooks')
  const tTable = useTranslations('admin.table')
  const url = useTableUrl()
  const [asked, setAsked] = useState<Asked | null>(null)
  const { read } = actions
  const ask = useMemo<Ask>(
    () => ({
      open: (event) => setAsked({ kind: 'open', event, reading: callAction(read, { id: event.id }) }),
      replay: (event) => setAsked({ kind: 'replay', event }),
    }),
    [read],
  )
  return (
    <>
      <PageHead title={t('heading')} lead={t('lead')} />
      <WebhooksToolbar url={url} />
      <div className="mt-4 overflow-hidden rounded-card border border-line bg-ink-1">
        {data.events.length === 0 ? (
          <EmptyState
            title={t(url.search === '' ? 'empty' : 'nothingFound')}
            action={url.search === '' ? null : <Button onClick={url.clear}>{tTable('clearFilters')}</Button>}
          >
            {url.search === '' ? t('emptyBody') : null}
          </EmptyState>
        ) : (
          <EventTable data={data} url={url} ask={ask} />
        )}
      </div>
      {asked?.kind === 'open' ? (
        <EventDialog
          event={asked.event}
          nowIso={data.nowIso}
          reading={asked.reading}
          onClose={() => setAsked(null)}
        />
      ) : null}
      <ReplayDialog
        event={asked?.kind === 'replay' ? asked.event : null}
        replay={actions.replay}
        onClose={() => setAsked(null)}
      />
    </>
  )
}

function WebhooksToolbar({ url }: { url: TableUrl }) {
  const t = useTranslations('admin-book.webhooks')
  const tProvider = useTranslations('admin-book.provider')
  return (
    <TableToolbar
      url={url}
      className="mt-5"
      filters={[
        {
          name: 'provider',
          label: t('providerLabel'),
          anyLabel: t('anyProvider'),
          options: providerNameSchema.options.map((name) => ({ value: name, label: tProvider(name) })),
        },
        {
          name: 'show',
          label: t('showLabel'),
          anyLabel: t('anyShow'),
          options: shownEvents.map((show) => ({ value: show, label: t(`show.${show}`) })),
        },
        {
          name: 'origin',
          label: t('originLabel'),
          anyLabel: t('anyOrigin'),
          options: eventOrigins.map((origin) => ({ value: origin, label: t(`origin.${origin}`) })),
        },
      ]}
    />
  )
}

type EventTableProps = { data: WebhooksPage; url: TableUrl; ask: Ask }

function EventTable({ data, url, ask }: EventTableProps) {
  const t = useTranslations('admin-book.webhooks')
  const locale = useLocale()
  const columns = useEventColumns(data, ask)
  const table = useAdminTable({ rows: data.events, columns, rowId: ({ id }) => id })
  return (
    <PagedTable
      table={table}
      place={data}
      url={url}
      caption={t('heading')}
      columnClasses={columnClasses}
      cards={
        <ul className={cn('md:hidden', url.pending && 'opacity-60')} aria-busy={url.pending}>
          {data.events.map((event) => (
            <li
              key={event.id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-2 gap-y-1.5 border-b border-line px-4 py-3 last:border-0"
            >
              <div className="min-w-0">
                <EventName event={event} />
              </div>
              <EventButtons
                event={event}
                mayReplay={data.mayReplay}
                onOpen={() => ask.open(event)}
                onReplay={() => ask.replay(event)}
              />
              <div className="col-span-2 flex flex-wrap items-center gap-2">
                <EventOutcome event={event} />
                <span className="tabular text-small text-shell-3">
                  {formatMoment(event.receivedAt, locale, Date.parse(data.nowIso))} ·{' '}
                  {t(`origin.${event.origin}`)}
                </span>
              </div>
            </li>
          ))}
        </ul>
      }
    />
  )
}

function useEventColumns({ mayReplay, nowIso }: WebhooksPage, ask: Ask): AdminColumn<WebhookEventDto>[] {
  const t = useTranslations('admin-book.webhooks')
  const locale = useLocale()
  return useMemo<AdminColumn<WebhookEventDto>[]>(
    () => [
      {
        id: 'at',
        enableSorting: false,
        header: t('column.at'),
        cell: ({ row }) => formatMoment(row.original.receivedAt, locale, Date.parse(nowIso)),
      },
      {
        id: 'event',
        enableSorting: false,
        header: t('column.event'),
        cell: ({ row }) => <EventName event={row.original} />,
      },
      {
        id: 'origin',
        enableSorting: false,
        header: t('column.origin'),
        cell: ({ row }) => t(`origin.${row.original.origin}`),
      },
      {
        id: 'outcome',
        enableSorting: false,
        header: t('column.outcome'),
        cell: ({ row }) => <EventOutcome event={row.original} />,
      },
      {
        id: 'tries',
        enableSorting: false,
        header: t('column.tries'),
        cell: ({ row }) => row.original.tries,
      },
      {
        id: 'actions',
        enableSorting: false,
        header: () => <span className="sr-only">{t('column.actions')}</span>,
        cell: ({ row }) => (
          <EventButtons
            event={row.original}
            mayReplay={mayReplay}
            onOpen={() => ask.open(row.original)}
            onReplay={() => ask.replay(row.original)}
          />
        ),
      },
    ],
    [t, locale, nowIso, mayReplay, ask],
  )
}

type ReplayDialogProps = {
  event: WebhookEventDto | null
  replay: WebhookActions['replay']
  onClose: () => void
}

function ReplayDialog({ event, replay, onClose }: ReplayDialogProps) {
  const t = useTranslations('admin-book.webhooks')
  const { run, busy } = useCommand()
  return (
    <ConfirmDialog
      open={event !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t('replayAsk')}
      description={replayBodyOf(event)
        .map((key) => t(key))
        .join(' ')}
      keepLabel={t('keep')}
      confirmLabel={t('replay')}
      tone="lamp"
      busy={busy !== null}
      onConfirm={() => {
        if (event) void run(replay, { id: event.id }, t('replayed')).then(onClose)
      }}
    />
  )
}

function replayBodyOf(event: WebhookEventDto | null) {
  if (!event?.processedAt) return ['replayBody'] as const
  return isUnreadable(event)
    ? (['replayUnreadable', 'replayBody'] as const)
    : (['replayBody', 'replayDone'] as const)
}
