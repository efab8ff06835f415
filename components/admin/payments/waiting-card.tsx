'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '#i18n/navigation.ts'
import { StatusBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { formatMoney } from '../../format/format-money.ts'
import { formatMoment } from '../format/format-time.ts'
import { Card } from '../shell/card.tsx'
import { codeOf } from './payment-cells.tsx'
import type { PaymentsPage, WaitingTransfer } from './payments-page.ts'

type WaitingCardProps = { waiting: PaymentsPage['waiting']; nowIso: string; className?: string }

const code = (chunks: ReactNode) => <code className="font-mono text-[.92em]">{chunks}</code>

/** How many transfers wait for somebody, the first of them, and who has paid too little. */
export function WaitingCard({ waiting, nowIso, className }: WaitingCardProps) {
  const t = useTranslations('admin-payments.waiting')
  const locale = useLocale()
  const { transfers, total, held } = waiting
  return (
    <Card
      title={t('heading')}
      className={className}
      aside={
        total > 0 ? (
          <span className="tabular inline-flex h-6 min-w-6 items-center justify-center rounded-badge bg-son-bg px-1.5 text-small font-semibold text-son-text">
            <span aria-hidden>{total}</span>
            <span className="sr-only">{t('count', { count: total })}</span>
          </span>
        ) : null
      }
    >
      {total === 0 && held.length === 0 ? <p className="p-4 text-small text-shell-3">{t('none')}</p> : null}
      <ul>
        {transfers.map((transfer) => (
          <Waiting key={transfer.id} transfer={transfer} nowIso={nowIso} />
        ))}
        {held.map((payment) => (
          <li key={payment.id} className="grid gap-1 border-b border-line px-4 py-3 last:border-0">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <span className="tabular font-medium">
                {formatMoney({ ...payment, amountMinor: payment.amountMinor - payment.missingMinor }, locale)}
              </span>
              <StatusBadge tone="waiting">
                {t('lacks', {
                  money: formatMoney({ ...payment, amountMinor: payment.missingMinor }, locale),
                })}
              </StatusBadge>
            </div>
            <p className="text-small text-shell-2">{t.rich('held', { name: codeOf(payment), code })}</p>
          </li>
        ))}
      </ul>
      {total > 0 ? (
        <div className="border-t border-line p-4">
          <Button asChild size="sm" variant="lamp">
            <Link href="/admin/transfers">{t('open')}</Link>
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

function Waiting({ transfer, nowIso }: { transfer: WaitingTransfer; nowIso: string }) {
  const t = useTranslations('admin-payments.waiting')
  const locale = useLocale()
  const { nearest, content, state } = transfer
  return (
    <li className="grid gap-1 border-b border-line px-4 py-3 last:border-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="tabular text-body font-medium">{formatMoney(transfer, locale)}</span>
        <time dateTime={transfer.transferredAt} className="tabular text-small text-shell-3">
          {formatMoment(transfer.transferredAt, locale, Date.parse(nowIso))}
        </time>
      </div>
      <p className="text-small break-words text-shell-2">
        {t('content')}{' '}
        {content === '' ? t('noContent') : <code className="font-mono text-[.92em]">{content}</code>}
      </p>
      <p className="text-small">
        {nearest
          ? t.rich('nearest', { name: nearest.code, letters: nearest.lettersApart, code })
          : t(state === 'quarantined' ? 'strange' : 'unknown')}
      </p>
    </li>
  )
}
