'use client'

import { useTranslations } from 'next-intl'
import { bookAccounts, entrySources } from '#server/domains/billing/schemas.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Card } from '../shell/card.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { ExportButton } from '../table/export-button.tsx'
import { Pager } from '../table/pager.tsx'
import { TableToolbar } from '../table/table-toolbar.tsx'
import { useTableUrl, type TableUrl } from '../table/use-table-url.ts'
import { BalanceCard } from './balance-card.tsx'
import { EntryList } from './entry-list.tsx'
import type { LedgerPage } from './ledger-page.ts'
import { ProofAlarm, ProofBadge } from './proof-badge.tsx'
import { useSourceWord } from './source-word.ts'

/** The book: whether it balances, what stands in each account, and every entry. */
export function LedgerView({ data }: { data: LedgerPage }) {
  const t = useTranslations('admin-book.ledger')
  const tTable = useTranslations('admin.table')
  const url = useTableUrl()
  const { proof, last, nowIso } = data
  return (
    <>
      <PageHead
        title={t('heading')}
        lead={
          <>
            <span className="block">{t('lead')}</span>
            <ProofBadge proof={proof} last={last} nowIso={nowIso} />
          </>
        }
        actions={
          <ExportButton href="/admin/ledger/export" search={url.search}>
            {t('export')}
          </ExportButton>
        }
      />
      <ProofAlarm proof={proof} last={last} nowIso={nowIso} />
      <BalanceCard proof={proof} />
      <LedgerToolbar url={url} />
      <Card title={t('entries')} className="mt-4">
        {data.entries.length === 0 ? (
          <EmptyState
            heading="h3"
            title={t(url.search === '' ? 'empty' : 'nothingFound')}
            action={url.search === '' ? null : <Button onClick={url.clear}>{tTable('clearFilters')}</Button>}
          >
            {url.search === '' ? t('emptyBody') : null}
          </EmptyState>
        ) : (
          <>
            <EntryList entries={data.entries} nowIso={nowIso} pending={url.pending} />
            <div className="border-t border-line">
              <Pager {...data} onPage={(page) => url.set({ page: page === 1 ? null : String(page) })} />
            </div>
          </>
        )}
      </Card>
    </>
  )
}

function LedgerToolbar({ url }: { url: TableUrl }) {
  const t = useTranslations('admin-book.ledger')
  const word = useSourceWord()
  return (
    <TableToolbar
      url={url}
      className="mt-6"
      searches={[{ name: 'person', label: t('personLabel'), placeholder: t('personPlaceholder') }]}
      filters={[
        {
          name: 'source',
          label: t('sourceLabel'),
          anyLabel: t('anySource'),
          options: entrySources.map((source) => ({ value: source, label: word(source) })),
        },
        {
          name: 'account',
          label: t('accountLabel'),
          anyLabel: t('anyAccount'),
          options: bookAccounts.map((account) => ({ value: account, label: t(`account.${account}`) })),
        },
      ]}
      days={{ from: t('from'), to: t('to') }}
    />
  )
}
