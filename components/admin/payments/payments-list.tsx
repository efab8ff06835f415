'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo, type ReactNode } from 'react'
import { Link, usePathname } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { EmptyState } from '../../ui/states.tsx'
import { formatMoment } from '../format/format-time.ts'
import { useAdminTable, type AdminColumn } from '../table/data-table.tsx'
import { PagedTable } from '../table/paged-table.tsx'
import type { TableUrl } from '../table/use-table-url.ts'
import { codeOf, PaymentAmount, PaymentState } from './payment-cells.tsx'
import type { PaymentRow, PaymentsPage } from './payments-page.ts'

const columnClasses = {
  at: 'w-[120px] pl-4 tabular whitespace-nowrap text-shell-2',
  code: 'w-[130px] whitespace-nowrap',
  what: 'min-w-[180px] max-w-[280px]',
  via: 'w-[124px] whitespace-nowrap',
  amount: 'w-[120px] text-right tabular font-medium whitespace-nowrap',
  state: 'w-[150px] pr-4',
}

// What was bought is told by the panel beside it; only a wide screen has room for both.
const besidePanel = { ...columnClasses, what: `${columnClasses.what} max-[1800px]:hidden` }

/** The payments that match, a table or on phones cards; each leads to itself whole. */
export function PaymentsList({ data, url }: { data: PaymentsPage; url: TableUrl }) {
  const t = useTranslations('admin-payments')
  const tTable = useTranslations('admin.table')
  const { list, chosen, nowIso } = data
  const columns = usePaymentColumns(nowIso, url)
  const chosenId = chosen === null || chosen === 'missing' ? null : chosen.payment.id
  const table = useAdminTable({
    rows: list.payments,
    columns,
    rowId: (payment) => payment.id,
    selection: chosenId === null ? {} : { [chosenId]: true },
  })
  const isFiltered = ['code', 'person', 'account', 'state', 'provider'].some((name) => url.get(name))
  return (
    <div className="overflow-hidden rounded-card border border-line bg-ink-1">
      {list.payments.length === 0 ? (
        <EmptyState
          title={t(isFiltered ? 'nothingFound' : 'empty')}
          action={isFiltered ? <Button onClick={url.clear}>{tTable('clearFilters')}</Button> : null}
        >
          {isFiltered ? null : t('emptyBody')}
        </EmptyState>
      ) : (
        <PagedTable
          leads
          table={table}
          place={list}
          url={url}
          caption={t('heading')}
          columnClasses={chosen === null ? columnClasses : besidePanel}
          cards={<PaymentCards data={data} url={url} className="md:hidden" />}
        />
      )}
    </div>
  )
}

function PaymentCards({ data, url, className }: { data: PaymentsPage; url: TableUrl; className: string }) {
  const t = useTranslations('admin-payments')
  const locale = useLocale()
  return (
    <ul className={cn(url.pending && 'opacity-60', className)} aria-busy={url.pending}>
      {data.list.payments.map((payment) => (
        <li key={payment.id} className="relative grid gap-1 border-b border-line px-4 py-3 last:border-0">
          <div className="flex items-baseline justify-between gap-4">
            <PaymentLink payment={payment} url={url} />
            <span className="tabular text-right font-medium">
              <PaymentAmount payment={payment} />
            </span>
          </div>
          <p className="min-w-0 truncate text-small text-shell-2">
            {payment.person ?? t('gone')} · {payment.what}
          </p>
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <PaymentState payment={payment} />
            <span className="tabular text-small text-shell-3">
              {t(`provider.${payment.provider}`)} ·{' '}
              {formatMoment(payment.createdAt, locale, Date.parse(data.nowIso))}
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Its code, leading to it; all of its row is the link. */
function PaymentLink({ payment, url }: { payment: PaymentRow; url: TableUrl }) {
  const pathname = usePathname()
  const search = new URLSearchParams(url.search)
  search.set('payment', payment.id)
  return (
    <Link
      scroll={false}
      href={`${pathname}?${search.toString()}`}
      className="font-mono text-small after:absolute after:inset-0 hover:text-lamp-text"
    >
      {codeOf(payment)}
    </Link>
  )
}

function usePaymentColumns(nowIso: string, url: TableUrl): AdminColumn<PaymentRow>[] {
  const t = useTranslations('admin-payments')
  const locale = useLocale()
  return useMemo<AdminColumn<PaymentRow>[]>(() => {
    const column = (
      id: keyof typeof columnClasses,
      cell: (payment: PaymentRow) => ReactNode,
    ): AdminColumn<PaymentRow> => ({
      id,
      enableSorting: false,
      header: t(`column.${id}`),
      cell: ({ row }) => cell(row.original),
    })
    return [
      column('at', ({ createdAt }) => (
        <time dateTime={createdAt}>{formatMoment(createdAt, locale, Date.parse(nowIso))}</time>
      )),
      column('code', (payment) => <PaymentLink payment={payment} url={url} />),
      column('what', ({ what, person }) => (
        <>
          <span className="block truncate">{what}</span>
          <span className="block truncate text-small text-shell-3">{person ?? t('gone')}</span>
        </>
      )),
      column('via', ({ provider }) => t(`provider.${provider}`)),
      column('amount', (payment) => <PaymentAmount payment={payment} />),
      column('state', (payment) => <PaymentState payment={payment} />),
    ]
  }, [t, locale, nowIso, url])
}
