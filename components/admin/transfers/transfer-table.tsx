'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { formatMoney } from '../../format/format-money.ts'
import { cn } from '../../ui/class-names.ts'
import { formatMoment } from '../format/format-time.ts'
import { useAdminTable, type AdminColumn } from '../table/data-table.tsx'
import { PagedTable } from '../table/paged-table.tsx'
import type { TableUrl } from '../table/use-table-url.ts'
import { TransferState } from './transfer-words.tsx'
import type { TransferLine, TransfersPage } from './transfers-page.ts'

const columnClasses = {
  at: 'w-[120px] pl-4 tabular whitespace-nowrap text-shell-2',
  amount: 'w-[130px] text-right tabular whitespace-nowrap font-medium',
  content: 'min-w-[200px]',
  state: 'w-[170px]',
  payment: 'w-[180px]',
  by: 'w-[160px] pr-4 text-small text-shell-2',
}

/** Every transfer that a bank told of, and what became of it. */
export function TransferTable({ data, url }: { data: TransfersPage; url: TableUrl }) {
  const t = useTranslations('admin-book.transfers')
  const columns = useTransferColumns(data.nowIso)
  const table = useAdminTable({ rows: data.transfers, columns, rowId: ({ id }) => id })
  return (
    <PagedTable
      table={table}
      place={data}
      url={url}
      caption={t('heading')}
      columnClasses={columnClasses}
      cards={
        <ul className={cn('md:hidden', url.pending && 'opacity-60')} aria-busy={url.pending}>
          {data.transfers.map((transfer) => (
            <TransferCard key={transfer.id} transfer={transfer} nowIso={data.nowIso} />
          ))}
        </ul>
      }
    />
  )
}

function TransferCard({ transfer, nowIso }: { transfer: TransferLine; nowIso: string }) {
  const locale = useLocale()
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-1 border-b border-line px-4 py-3 last:border-0">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="tabular font-semibold">{formatMoney(transfer, locale)}</span>
        <TransferState transfer={transfer} />
      </div>
      <Content transfer={transfer} />
      <span className="tabular text-small text-shell-3">
        {formatMoment(transfer.transferredAt, locale, Date.parse(nowIso))}
      </span>
      <MatchedTo transfer={transfer} />
      <span className="text-small text-shell-3">
        <DecidedBy transfer={transfer} />
      </span>
    </li>
  )
}

function Content({ transfer: { content, reference } }: { transfer: TransferLine }) {
  const t = useTranslations('admin-book.transfers')
  return (
    <>
      <span className="block font-mono text-small break-words">
        {content === '' ? t('noContent') : content}
      </span>
      {reference ? (
        <span className="block text-small break-words text-shell-3">{t('reference', { reference })}</span>
      ) : null}
    </>
  )
}

function MatchedTo({ transfer: { payment } }: { transfer: TransferLine }) {
  if (!payment) return null
  return (
    <span className="block">
      <code className="font-mono text-small">{payment.code}</code>
      <span className="block text-small text-shell-3">{payment.person}</span>
    </span>
  )
}

function DecidedBy({ transfer: { state, settledBy, settledByName } }: { transfer: TransferLine }) {
  const t = useTranslations('admin-book')
  if (settledBy !== null) return settledByName ?? t('nobody')
  return state === 'matched' ? t('transfers.byItself') : null
}

function useTransferColumns(nowIso: string): AdminColumn<TransferLine>[] {
  const t = useTranslations('admin-book.transfers.column')
  const locale = useLocale()
  return useMemo<AdminColumn<TransferLine>[]>(
    () => [
      {
        id: 'at',
        enableSorting: false,
        header: t('at'),
        cell: ({ row }) => formatMoment(row.original.transferredAt, locale, Date.parse(nowIso)),
      },
      {
        id: 'amount',
        enableSorting: false,
        header: t('amount'),
        cell: ({ row }) => formatMoney(row.original, locale),
      },
      {
        id: 'content',
        enableSorting: false,
        header: t('content'),
        cell: ({ row }) => <Content transfer={row.original} />,
      },
      {
        id: 'state',
        enableSorting: false,
        header: t('state'),
        cell: ({ row }) => <TransferState transfer={row.original} />,
      },
      {
        id: 'payment',
        enableSorting: false,
        header: t('payment'),
        cell: ({ row }) => <MatchedTo transfer={row.original} />,
      },
      {
        id: 'by',
        enableSorting: false,
        header: t('by'),
        cell: ({ row }) => <DecidedBy transfer={row.original} />,
      },
    ],
    [t, locale, nowIso],
  )
}
