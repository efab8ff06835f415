'use client'

import { Scale, TriangleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { formatMoney } from '../../format/format-money.ts'
import { StatusBadge } from '../../ui/badge.tsx'
import { formatMoment } from '../format/format-time.ts'
import type { ProofStanding } from './ledger-page.ts'

/** Whether the book balances now, and when the daily job proved it last. */
export function ProofBadge({ proof, last, nowIso }: ProofStanding & { nowIso: string }) {
  const t = useTranslations('admin-book.ledger')
  const locale = useLocale()
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <StatusBadge tone={proof.balanced ? 'success' : 'failed'} {...(proof.balanced ? { icon: Scale } : {})}>
        {t(proof.balanced ? 'balanced' : 'unbalanced')}
      </StatusBadge>
      <span className="tabular text-small text-shell-3">
        {last ? t('provedAt', { at: formatMoment(last.at, locale, Date.parse(nowIso)) }) : t('neverProved')}
      </span>
    </span>
  )
}

/** Raises the alarm where the book does not balance, or did not when the daily job looked; else nothing. */
export function ProofAlarm({ proof, last, nowIso }: ProofStanding & { nowIso: string }) {
  const t = useTranslations('admin-book.ledger')
  const locale = useLocale()
  if (proof.balanced && last?.isProved !== false) return null
  const sums = proof.sums
    .filter(({ amountMinor }) => amountMinor !== 0)
    .map(({ amountMinor, currency }) =>
      currency === 'VND' || currency === 'USD'
        ? formatMoney({ amountMinor, currency }, locale)
        : `${amountMinor} ${currency}`,
    )
  return (
    <div
      role="alert"
      className="mt-5 flex items-start gap-3 rounded-card border border-son bg-son-bg px-4 py-3 text-son-text"
    >
      <TriangleAlert aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 shrink-0" />
      <div className="min-w-0 text-small">
        {proof.balanced ? null : (
          <>
            <p className="text-body font-semibold">{t('alarm')}</p>
            <p>{t('alarmBody', { sums: sums.join(', ') || '0', count: proof.faulty.length })}</p>
          </>
        )}
        {last?.isProved === false ? (
          <p>
            {t('alarmProof', { at: formatMoment(last.at, locale, Date.parse(nowIso)) })}{' '}
            {proof.balanced ? t('alarmSince') : null}
          </p>
        ) : null}
      </div>
    </div>
  )
}
