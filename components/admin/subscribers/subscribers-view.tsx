'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { subscriptionStates } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import type { AdminAction } from '../../errors/call-action.ts'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { EmptyState } from '../../ui/states.tsx'
import { When } from '../accounts/account-cells.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { useAdminTable, type AdminColumn } from '../table/data-table.tsx'
import { PagedTable } from '../table/paged-table.tsx'
import { TableToolbar } from '../table/table-toolbar.tsx'
import { useTableUrl, type TableUrl } from '../table/use-table-url.ts'
import { CancelPlanDialog } from './cancel-plan-dialog.tsx'
import { PlanState, PlanWords, RenewalWords } from './subscriber-cells.tsx'
import { SubscriberActions, SubscriberCards, SubscriberName } from './subscriber-cards.tsx'
import type { SubscriberRow, SubscribersPage } from './subscribers-page.ts'

const columnClasses = {
  person: 'min-w-[140px] max-w-[220px] pl-4 2xl:max-w-[420px]',
  plan: 'whitespace-nowrap',
  state: 'w-[150px] whitespace-nowrap',
  renews: 'w-[140px] text-shell-2',
  ends: 'w-[130px] tabular whitespace-nowrap text-shell-2',
  actions: 'w-[200px] pr-2 text-right whitespace-nowrap',
}

type SubscribersViewProps = {
  data: SubscribersPage
  cancel: AdminAction<{ subscriptionId: string }>
}

/** Everybody who has, or had, a plan: which, until when, and how it goes on. */
export function SubscribersView({ data, cancel }: SubscribersViewProps) {
  const t = useTranslations('admin-payments.subscribers')
  const tTable = useTranslations('admin.table')
  const url = useTableUrl()
  const [cancelling, setCancelling] = useState<SubscriberRow | null>(null)
  const { list, nowIso, mayCancel } = data
  const onCancel = mayCancel ? setCancelling : null
  const columns = useSubscriberColumns(nowIso, onCancel)
  const table = useAdminTable({ rows: list.subscriptions, columns, rowId: ({ id }) => id })
  const isFiltered = url.search !== ''
  return (
    <>
      <PageHead title={t('heading')} lead={<Lead data={data} />} />
      <StateTabs data={data} url={url} />
      <SubscribersToolbar data={data} url={url} />
      <div className="mt-4 overflow-hidden rounded-card border border-line bg-ink-1">
        {list.subscriptions.length === 0 ? (
          <EmptyState
            title={t(isFiltered ? 'nothingFound' : 'empty')}
            action={isFiltered ? <Button onClick={url.clear}>{tTable('clearFilters')}</Button> : null}
          >
            {isFiltered ? null : t('emptyBody')}
          </EmptyState>
        ) : (
          <PagedTable
            table={table}
            place={list}
            url={url}
            caption={t('heading')}
            columnClasses={columnClasses}
            cards={
              <SubscriberCards
                subscribers={list.subscriptions}
                nowIso={nowIso}
                pending={url.pending}
                onCancel={onCancel}
                className="md:hidden"
              />
            }
          />
        )}
      </div>
      {cancelling ? (
        <CancelPlanDialog
          subscriber={cancelling}
          nowIso={nowIso}
          cancel={cancel}
          onClose={() => setCancelling(null)}
        />
      ) : null}
    </>
  )
}

function Lead({ data: { counts, list } }: { data: SubscribersPage }) {
  const t = useTranslations('admin-payments.subscribers')
  const locale = useLocale()
  if (counts.monthly.length === 0) return t('lead', { total: list.total })
  const sums = counts.monthly.map((money) => formatMoney(money, locale)).join(' + ')
  return <span className="tabular">{t('monthly', { sums })}</span>
}

/** How many plans are in each state; each is a filter. */
function StateTabs({ data: { counts }, url }: { data: SubscribersPage; url: TableUrl }) {
  const t = useTranslations('admin-payments.subscribers')
  const chosen = url.get('state')
  const total = subscriptionStates.reduce((sum, state) => sum + counts.byState[state], 0)
  const tabs = [
    { state: null, word: t('all'), count: total },
    ...subscriptionStates.map((state) => ({
      state,
      word: t(`state.${state}`),
      count: counts.byState[state],
    })),
  ]
  return (
    <ul aria-label={t('states')} className="mt-5 flex flex-wrap gap-2">
      {tabs.map(({ state, word, count }) => {
        const isChosen = chosen === state
        return (
          <li key={word}>
            <Button
              size="sm"
              variant="outline"
              aria-pressed={isChosen}
              className={cn(isChosen && 'border-lamp-line bg-lamp-bg text-lamp-text hover:bg-lamp-bg')}
              onClick={() => url.set({ state })}
            >
              {word}
              <span className={cn('tabular font-medium', isChosen ? '' : 'text-shell-3')}>{count}</span>
            </Button>
          </li>
        )
      })}
    </ul>
  )
}

function SubscribersToolbar({ data, url }: { data: SubscribersPage; url: TableUrl }) {
  const t = useTranslations('admin-payments')
  const locale = useLocale()
  return (
    <TableToolbar
      url={url}
      className="mt-3"
      searches={[{ name: 'person', label: t('search.person'), placeholder: t('search.person') }]}
      filters={[
        {
          name: 'plan',
          label: t('subscribers.planLabel'),
          anyLabel: t('subscribers.anyPlan'),
          options: data.plans.map(({ id, name }) => ({ value: id, label: name[locale] })),
        },
      ]}
    />
  )
}

function useSubscriberColumns(
  nowIso: string,
  onCancel: ((subscriber: SubscriberRow) => void) | null,
): AdminColumn<SubscriberRow>[] {
  const t = useTranslations('admin-payments.subscribers.column')
  return useMemo<AdminColumn<SubscriberRow>[]>(
    () => [
      {
        id: 'person',
        enableSorting: false,
        header: t('person'),
        cell: ({ row }) => <SubscriberName subscriber={row.original} />,
      },
      {
        id: 'plan',
        enableSorting: false,
        header: t('plan'),
        cell: ({ row }) => <PlanWords subscription={row.original} />,
      },
      {
        id: 'state',
        enableSorting: false,
        header: t('state'),
        cell: ({ row }) => <PlanState state={row.original.state} />,
      },
      {
        id: 'renews',
        enableSorting: false,
        header: t('renews'),
        cell: ({ row }) => <RenewalWords subscription={row.original} />,
      },
      {
        id: 'ends',
        enableSorting: false,
        header: t('ends'),
        cell: ({ row }) => <When at={row.original.periodEndsAt} nowIso={nowIso} />,
      },
      {
        id: 'actions',
        enableSorting: false,
        header: () => <span className="sr-only">{t('actions')}</span>,
        cell: ({ row }) => <SubscriberActions subscriber={row.original} onCancel={onCancel} />,
      },
    ],
    [t, nowIso, onCancel],
  )
}
