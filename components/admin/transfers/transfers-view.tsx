'use client'

import { useTranslations } from 'next-intl'
import { EmptyState } from '../../ui/states.tsx'
import { Card } from '../shell/card.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { ListTabs } from '../table/list-tabs.tsx'
import { Pager } from '../table/pager.tsx'
import { useTableUrl } from '../table/use-table-url.ts'
import { TransferTable } from './transfer-table.tsx'
import type { TransferActions, TransfersPage } from './transfers-page.ts'
import { UnderpaidCard } from './underpaid-card.tsx'
import { useDecision } from './use-decision.tsx'
import { WaitingList } from './waiting-list.tsx'

type TransfersViewProps = { data: TransfersPage; actions: TransferActions }

/** Bank transfers: those that staff have to decide, those that were too little, and all of them. */
export function TransfersView({ data, actions }: TransfersViewProps) {
  const t = useTranslations('admin-book.transfers')
  const { show, waiting, maySettle } = data
  const path = '/admin/transfers'
  return (
    <>
      <PageHead
        title={t('heading')}
        lead={
          <>
            {t('lead', { count: waiting })}
            {maySettle ? null : ` ${t('readOnly')}`}
          </>
        }
      />
      <ListTabs
        className="mt-5"
        label={t('tabs')}
        tabs={[
          { key: 'waiting', label: t('waitingTab'), href: path, current: show === 'waiting' },
          { key: 'all', label: t('allTab'), href: `${path}?show=all`, current: show === 'all' },
        ]}
      />
      {show === 'waiting' ? <Waiting data={data} actions={actions} /> : <All data={data} />}
    </>
  )
}

function Waiting({ data, actions }: TransfersViewProps) {
  const t = useTranslations('admin-book.transfers')
  const url = useTableUrl()
  const { decide, dialog } = useDecision(actions)
  const mayDecide = data.maySettle ? decide : null
  return (
    <div className="mt-4 grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_400px]">
      <Card
        title={t('queue')}
        aside={
          data.total > 0 ? (
            <span className="tabular rounded-badge bg-son-bg px-2 py-0.5 text-small font-semibold text-son-text">
              {data.total}
            </span>
          ) : null
        }
      >
        {data.transfers.length === 0 ? (
          <EmptyState heading="h3" title={t('empty')}>
            {t('emptyBody')}
          </EmptyState>
        ) : (
          <>
            <WaitingList
              transfers={data.transfers}
              nowIso={data.nowIso}
              pending={url.pending}
              decide={mayDecide}
            />
            <div className="border-t border-line">
              <Pager {...data} onPage={(page) => url.set({ page: page === 1 ? null : String(page) })} />
            </div>
          </>
        )}
      </Card>
      <UnderpaidCard data={data} actions={actions} decide={mayDecide} />
      {dialog}
    </div>
  )
}

function All({ data }: { data: TransfersPage }) {
  const t = useTranslations('admin-book.transfers')
  const url = useTableUrl()
  return (
    <div className="mt-4 overflow-hidden rounded-card border border-line bg-ink-1">
      {data.transfers.length === 0 ? (
        <EmptyState title={t('emptyAll')}>{t('emptyAllBody')}</EmptyState>
      ) : (
        <TransferTable data={data} url={url} />
      )}
    </div>
  )
}
