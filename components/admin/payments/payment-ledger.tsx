'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { LedgerEntryDto, PaymentDto, Posting } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { formatMoment } from '../format/format-time.ts'
import { codeOf } from './payment-cells.tsx'

type PaymentLedgerProps = { payment: PaymentDto; entries: LedgerEntryDto[] }

/** All that stands in the book of a payment, entry by entry, and that it sums to nothing. */
export function PaymentLedger({ payment, entries }: PaymentLedgerProps) {
  const t = useTranslations('admin-payments')
  const locale = useLocale()
  const entryWord = (source: string) => {
    const key = `entry.${source.replaceAll('.', '-')}` as 'entry.payment-settled'
    return t.has(key) ? t(key) : source
  }
  const total = entries
    .flatMap(({ postings }) => postings)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const titleId = `ledger-of-${payment.id}`
  return (
    <section aria-labelledby={titleId} className="border-b border-line p-4">
      <h3 id={titleId} className="text-body font-semibold">
        {t('one.ledger', { code: codeOf(payment) })}
      </h3>
      <p className="text-small text-shell-3">{t('one.ledgerNote')}</p>
      {entries.length === 0 ? (
        <p className="mt-3 text-small text-shell-3">{t('one.ledgerEmpty')}</p>
      ) : (
        <>
          <ul className="mt-2">
            {entries.map((entry) => (
              <li key={entry.id} className="border-b border-line py-2.5">
                <p className="flex items-baseline justify-between gap-4 text-small">
                  <span className="font-medium">{entryWord(entry.source)}</span>
                  <time dateTime={entry.occurredAt} className="tabular text-meta text-shell-3">
                    {formatMoment(entry.occurredAt, locale, Date.parse(entry.createdAt))}
                  </time>
                </p>
                <ul className="mt-1 grid gap-0.5">
                  {entry.postings.map((posting) => (
                    <PostingLine key={`${posting.bookAccount} ${posting.party}`} posting={posting} />
                  ))}
                </ul>
              </li>
            ))}
          </ul>
          <p className="flex justify-between gap-4 pt-3 text-small font-semibold">
            <span>{t('one.total')}</span>
            <span className={`tabular ${total === 0 ? 'text-jade' : 'text-son-text'}`}>
              {total === 0 ? '0' : formatMoney({ ...payment, amountMinor: total }, locale)}
            </span>
          </p>
        </>
      )}
    </section>
  )
}

function PostingLine({ posting }: { posting: Posting }) {
  const t = useTranslations('admin-payments.book')
  const locale = useLocale()
  const { bookAccount, party, amountMinor } = posting
  const amount = formatMoney({ ...posting, amountMinor: Math.abs(amountMinor) }, locale)
  return (
    <li className="flex items-baseline justify-between gap-4 text-small text-shell-2">
      <span>{bookAccount === 'cash' ? t('cash', { party }) : t(bookAccount)}</span>
      <span className="tabular whitespace-nowrap" data-amount={amountMinor}>
        {amountMinor < 0 ? '−' : '+'}
        {amount}
      </span>
    </li>
  )
}
