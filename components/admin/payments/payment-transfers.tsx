'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { TransferDto } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { Badge } from '../../ui/badge.tsx'
import { formatMoment } from '../format/format-time.ts'

/** The bank transfers that paid a payment; nothing where there are none. */
export function PaymentTransfers({ transfers, nowIso }: { transfers: TransferDto[]; nowIso: string }) {
  const t = useTranslations('admin-payments.one')
  const locale = useLocale()
  if (transfers.length === 0) return null
  return (
    <section className="border-b border-line p-4">
      <h3 className="text-body font-semibold">{t('transfers')}</h3>
      <ul className="mt-1">
        {transfers.map((transfer) => (
          <li key={transfer.id} className="grid gap-0.5 border-b border-line py-2.5 text-small last:border-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="tabular font-medium">{formatMoney(transfer, locale)}</span>
              <time dateTime={transfer.transferredAt} className="tabular text-meta text-shell-3">
                {formatMoment(transfer.transferredAt, locale, Date.parse(nowIso))}
              </time>
            </div>
            <div className="flex items-center justify-between gap-4">
              <code className="min-w-0 font-mono text-meta break-words text-shell-2">{transfer.content}</code>
              <Badge>{t(`transferState.${transfer.state}`)}</Badge>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
