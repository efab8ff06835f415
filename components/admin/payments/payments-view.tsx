'use client'

import { RefreshCw, X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useCommand } from '../../errors/use-command.ts'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { formatMoment } from '../format/format-time.ts'
import { PageHead } from '../shell/page-head.tsx'
import { ExportButton } from '../table/export-button.tsx'
import { useTableUrl, type TableUrl } from '../table/use-table-url.ts'
import { PaymentPanel } from './payment-panel.tsx'
import { PaymentsList } from './payments-list.tsx'
import type { PaymentActions, PaymentsPage } from './payments-page.ts'
import { PaymentsToolbar } from './payments-toolbar.tsx'
import { TakingsCard } from './takings-card.tsx'
import { WaitingCard } from './waiting-card.tsx'

type PaymentsViewProps = { data: PaymentsPage; actions: PaymentActions }

/** Money that came in and went back: its sums by day, what waits for somebody, every payment, and one of them whole. */
export function PaymentsView({ data, actions }: PaymentsViewProps) {
  const url = useTableUrl()
  const { chosen, takings, waiting, nowIso } = data
  // Beside the list there is room on wide screens alone; elsewhere what was chosen has the page to itself.
  const aside = chosen === null ? null : 'max-xl:hidden'
  return (
    <>
      <div className={cn(aside)}>
        <Head data={data} actions={actions} url={url} />
        <div
          className={cn(
            'mt-5 grid grid-cols-[minmax(0,1fr)] items-stretch gap-4',
            takings && 'xl:grid-cols-[minmax(0,1fr)_400px]',
          )}
        >
          {takings ? <TakingsCard takings={takings} /> : null}
          <WaitingCard waiting={waiting} nowIso={nowIso} />
        </div>
        <PaymentsToolbar url={url} />
        <OnlyOf data={data} url={url} />
      </div>
      <div
        className={cn(
          'mt-4 grid grid-cols-[minmax(0,1fr)] items-start gap-4',
          chosen !== null && 'max-xl:mt-0 xl:grid-cols-[minmax(0,1fr)_400px]',
        )}
      >
        <div className={cn('min-w-0', aside)}>
          <PaymentsList data={data} url={url} />
        </div>
        {chosen === null ? null : <PaymentPanel data={data} chosen={chosen} actions={actions} url={url} />}
      </div>
    </>
  )
}

function Head({ data, actions, url }: PaymentsViewProps & { url: TableUrl }) {
  const t = useTranslations('admin-payments')
  const { run, busy } = useCommand()
  return (
    <PageHead
      title={t('heading')}
      lead={<Lead data={data} />}
      actions={
        <>
          {data.powers.settle ? (
            <Button
              size="sm"
              variant="outline"
              busy={busy !== null}
              onClick={() => void run(actions.reconcile, {}, t('reconciling'))}
            >
              <RefreshCw aria-hidden size={18} strokeWidth={1.75} />
              {t('reconcile')}
            </Button>
          ) : null}
          <ExportButton href="/admin/payments/export" search={url.search}>
            {t('export')}
          </ExportButton>
        </>
      }
    />
  )
}

function Lead({ data: { compared, list, nowIso } }: { data: PaymentsPage }) {
  const t = useTranslations('admin-payments')
  const locale = useLocale()
  if (compared === undefined) return t('lead', { total: list.total })
  if (compared === null) return t('compared.never')
  const at = formatMoment(compared.at, locale, Date.parse(nowIso))
  return compared.found === 0
    ? t('compared.even', { at })
    : t('compared.found', { at, count: compared.found })
}

/** One person whom a link has led here for, and the way out of it. */
function OnlyOf({ data, url }: { data: PaymentsPage; url: TableUrl }) {
  const t = useTranslations('admin-payments')
  if (!url.get('account')) return null
  return (
    <Button size="sm" variant="tonal" className="mt-3" onClick={() => url.set({ account: null })}>
      {t('filter.onlyOf', { name: data.onlyOf ?? t('filter.onlyHidden') })}
      <X aria-hidden size={16} strokeWidth={1.75} />
    </Button>
  )
}
