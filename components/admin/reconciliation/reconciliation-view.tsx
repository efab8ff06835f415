'use client'

import { TriangleAlert } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '#i18n/navigation.ts'
import type { ReconciliationDto } from '#server/domains/billing/schemas.ts'
import { EmptyState } from '../../ui/states.tsx'
import { formatMoment } from '../format/format-time.ts'
import { ProofAlarm, ProofBadge } from '../ledger/proof-badge.tsx'
import { Card } from '../shell/card.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { ListTabs } from '../table/list-tabs.tsx'
import { useTableUrl } from '../table/use-table-url.ts'
import { EventName, EventOutcome } from '../webhooks/event-cells.tsx'
import { ReconcileForm } from './reconcile-form.tsx'
import type { ReconciliationActions, ReconciliationPage } from './reconciliation-page.ts'
import { RunResult, RunTable } from './run-table.tsx'

type ReconciliationViewProps = { data: ReconciliationPage; actions: ReconciliationActions }

/** Whether our books are the providers': what comparing found, the proof of the ledger, and comparing now. */
export function ReconciliationView({ data, actions }: ReconciliationViewProps) {
  const t = useTranslations('admin-book.reconciliation')
  const { newest, proof, last, nowIso } = data
  const isFailing = newest !== null && newest.error !== null && newest.state !== 'done'
  return (
    <>
      <PageHead title={t('heading')} lead={t('lead')} />
      <ProofAlarm proof={proof} last={last} nowIso={nowIso} />
      {isFailing ? <FailingNotice run={newest} /> : null}
      <Standing data={data} />
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[400px_minmax(0,1fr)]">
        <ReconcileForm today={data.today} reconcile={actions.reconcile} />
        <Differences data={data} />
      </div>
      <Runs data={data} />
    </>
  )
}

function FailingNotice({ run }: { run: ReconciliationDto }) {
  const t = useTranslations('admin-book.reconciliation')
  const tProvider = useTranslations('admin-book.provider')
  const format = useFormatter()
  const unasked = run.comparison?.providers.filter(({ error }) => error !== null) ?? []
  const names = format.list(unasked.map(({ name }) => tProvider(name)))
  return (
    <output className="mt-5 flex items-start gap-3 rounded-card border border-line bg-son-bg px-4 py-3 text-son-text">
      <TriangleAlert aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 shrink-0" />
      <span className="min-w-0 text-small">
        <span className="block text-body font-semibold">
          {unasked.length > 0 ? t('unaskedTitle', { names }) : t('failedTitle')}
        </span>
        {t(bodyOf(run, unasked.length))}
      </span>
    </output>
  )
}

/** What is to be done: only where a provider refused us may a key be at fault. */
function bodyOf({ state }: ReconciliationDto, unasked: number) {
  if (state !== 'failed') return 'failedBody'
  return unasked > 0 ? 'givenUpBody' : 'endedBody'
}

/** How it stands in three figures: the last comparison, what was ever found, the proof of the ledger. */
function Standing({ data }: { data: ReconciliationPage }) {
  const t = useTranslations('admin-book.reconciliation')
  const tLedger = useTranslations('admin-book.ledger')
  const locale = useLocale()
  const { newest, found, proof, last, nowIso } = data
  return (
    <dl className="mt-5 grid gap-3 md:grid-cols-3 lg:gap-4">
      <Fact name={t('last')}>
        <span className="tabular block text-h2 leading-[1.3] font-semibold">
          {newest
            ? formatMoment(newest.finishedAt ?? newest.createdAt, locale, Date.parse(nowIso))
            : t('never')}
        </span>
        {newest ? (
          <span className="mt-1 flex flex-wrap items-center gap-2 text-small text-shell-3">
            <RunResult run={newest} />
            {newest.comparison ? t('seenCount', { count: newest.comparison.seen }) : null}
          </span>
        ) : null}
      </Fact>
      <Fact name={t('foundTotal')}>
        <span className="tabular block text-h2 leading-[1.3] font-semibold">{found.total}</span>
        <span className="mt-1 block text-small text-shell-3">{t('foundTotalNote')}</span>
      </Fact>
      <Fact name={tLedger('proof')}>
        <span className="mt-1 block">
          <ProofBadge proof={proof} last={last} nowIso={nowIso} />
        </span>
        <span className="mt-1.5 block text-small text-shell-3">
          {proof.balanced ? `${tLedger('proofNote', { count: proof.entries })}. ` : null}
          <Link href="/admin/ledger" className="text-lamp-text underline underline-offset-4">
            {tLedger('toLedger')}
          </Link>
        </span>
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="rounded-card border border-line bg-ink-1 px-4 py-3.5">
      <dt className="text-small text-shell-2">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The newest events that no call had told of. */
function Differences({ data: { found, nowIso } }: { data: ReconciliationPage }) {
  const t = useTranslations('admin-book.reconciliation')
  const locale = useLocale()
  return (
    <Card
      title={t('differences')}
      aside={
        found.total > 0 ? (
          <Link
            href="/admin/webhooks?origin=reconciliation"
            className="inline-flex min-h-9 items-center text-small font-semibold text-lamp-text hover:underline max-md:min-h-11"
          >
            {t('allDifferences')}
          </Link>
        ) : null
      }
    >
      {found.events.length === 0 ? (
        <p className="px-4 py-4 text-small text-shell-3">{t('noDifferences')}</p>
      ) : (
        <ul>
          {found.events.map((event) => (
            <li
              key={event.id}
              className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-0"
            >
              <div className="min-w-0 flex-1 basis-56">
                <EventName event={event} />
              </div>
              <span className="flex items-center gap-3">
                <span className="tabular text-small text-shell-3">
                  {formatMoment(event.receivedAt, locale, Date.parse(nowIso))}
                </span>
                <EventOutcome event={event} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Runs({ data }: { data: ReconciliationPage }) {
  const t = useTranslations('admin-book.reconciliation')
  const url = useTableUrl()
  const path = '/admin/reconciliation'
  return (
    <>
      <div className="mt-8 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="text-[1.0625rem] leading-[1.4]">
          {t('runs')} <span className="font-sans text-small font-normal text-shell-3">{t('runsNote')}</span>
        </h2>
        <ListTabs
          label={t('tabs')}
          tabs={[
            { key: 'all', label: t('showAll'), href: path, current: data.show === 'all' },
            {
              key: 'notable',
              label: t('showNotable'),
              href: `${path}?show=notable`,
              current: data.show === 'notable',
            },
          ]}
        />
      </div>
      <div className="mt-3 overflow-hidden rounded-card border border-line bg-ink-1">
        {data.runs.length === 0 ? (
          <EmptyState
            heading="h3"
            className="py-10"
            title={t(data.show === 'notable' ? 'emptyNotable' : 'empty')}
          />
        ) : (
          <RunTable data={data} url={url} />
        )}
      </div>
    </>
  )
}
