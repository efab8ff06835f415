import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { isTrial, type ReceiptDto } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../format/format-money.ts'
import { StatusBadge } from '../ui/badge.tsx'
import { standingIcons, standingOf, standingTones } from './standing.ts'
import { useDay } from '../format/use-day.ts'

/** A receipt as on paper, on the screen too: whose, for whom, for what, and every movement of its money. */
export function Receipt({ receipt, what }: { receipt: ReceiptDto; what: string }) {
  const t = useTranslations('billing')
  const { payment, seller } = receipt
  const standing = standingOf(payment)
  const kind = isTrial(payment) ? 'trial' : payment.state === 'settled' ? 'receipt' : 'payment'
  return (
    <article
      data-theme="light"
      aria-labelledby="receipt-title"
      className="rounded-card bg-ink-1 p-5 text-shell md:p-8 print:p-0"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-b border-line pb-5">
        <div className="min-w-0">
          <p className="font-display text-[1.1875rem] leading-[1.4] font-[650] break-words">{seller}</p>
          <h2 id="receipt-title" className="text-body text-shell-2">
            {t(`receipt.${kind}`)}
          </h2>
        </div>
        <StatusBadge tone={standingTones[standing]} icon={standingIcons[standing]}>
          {t(`standing.${standing}`)}
        </StatusBadge>
      </div>
      <Facts receipt={receipt} what={what} />
      <Amounts receipt={receipt} />
    </article>
  )
}

function Facts({ receipt, what }: { receipt: ReceiptDto; what: string }) {
  const t = useTranslations('billing')
  const { day, moment } = useDay()
  const { payment, buyer, reference } = receipt
  const { periodStartsAt, periodEndsAt, settledAt, createdAt, code, provider } = payment
  return (
    <dl className="grid gap-x-8 gap-y-4 py-5 md:grid-cols-2">
      <Fact name={t('receipt.what')}>{what}</Fact>
      <Fact name={t('receipt.buyer')}>
        {buyer.name}
        <span className="block text-small font-normal break-all text-shell-2">{buyer.email}</span>
      </Fact>
      <Fact name={t(settledAt && !isTrial(payment) ? 'receipt.paidAt' : 'receipt.begunAt')}>
        {moment(settledAt ?? createdAt)}
      </Fact>
      {periodStartsAt && periodEndsAt ? (
        <Fact name={t(isTrial(payment) ? 'receipt.trialPeriod' : 'receipt.period')}>
          {t('receipt.span', { from: day(periodStartsAt), until: day(periodEndsAt) })}
        </Fact>
      ) : null}
      <Fact name={t('receipt.method')}>{t(`methodLong.${provider}`)}</Fact>
      {provider === 'sepay' && code !== null ? (
        <Fact name={t('receipt.code')}>
          <span className="font-mono">{code}</span>
        </Fact>
      ) : null}
      {reference === null ? null : (
        <Fact name={t('receipt.reference')}>
          <span className="font-mono text-small break-all">{reference}</span>
        </Fact>
      )}
      <Fact name={t('receipt.number')}>
        <span className="font-mono text-small break-all">{payment.id}</span>
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 break-inside-avoid">
      <dt className="text-small text-shell-3">{name}</dt>
      <dd className="tabular text-body font-medium break-words">{children}</dd>
    </div>
  )
}

function Amounts({ receipt }: { receipt: ReceiptDto }) {
  const t = useTranslations('billing.receipt')
  const locale = useLocale()
  const { day } = useDay()
  const { payment, transfers, refunds, creditedMinor } = receipt
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: payment.currency }, locale)
  const back = (amountMinor: number) => t('minus', { amount: money(amountMinor) })
  // One transfer of the whole says no more than the line above it.
  const shown = transfers.length > 1 || payment.receivedMinor !== payment.amountMinor ? transfers : []
  return (
    <dl className="border-t border-line pt-3">
      <Line
        name={t(isTrial(payment) ? 'trialPrice' : 'price')}
        amount={money(isTrial(payment) ? 0 : payment.amountMinor)}
      />
      <Line name={t('received')} amount={money(payment.receivedMinor)} isStrong />
      {isTrial(payment) ? (
        <Line
          name={
            payment.periodEndsAt === null ? t('later') : t('laterFrom', { date: day(payment.periodEndsAt) })
          }
          amount={money(payment.amountMinor)}
          isPart
        />
      ) : null}
      {shown.map(({ amountMinor, reference, at }) => (
        <Line
          key={`${at}-${reference}`}
          name={
            reference === null
              ? t('transfer', { date: day(at) })
              : t('transferBy', { date: day(at), reference })
          }
          amount={money(amountMinor)}
          isPart
        />
      ))}
      {payment.missingMinor > 0 ? (
        <Line name={t('missing')} amount={money(payment.missingMinor)} isStrong />
      ) : null}
      {creditedMinor > 0 ? <Line name={t('credited')} amount={money(creditedMinor)} /> : null}
      {refunds.map(({ id, amountMinor, state, askedAt, doneAt }) => (
        <Line
          key={id}
          name={t(`refund.${state}`, { date: day(doneAt ?? askedAt) })}
          amount={state === 'failed' ? money(amountMinor) : back(amountMinor)}
          isPart
        />
      ))}
      {payment.refundedMinor > 0 ? (
        <Line name={t('refunded')} amount={back(payment.refundedMinor)} isStrong />
      ) : null}
    </dl>
  )
}

type LineProps = { name: string; amount: string; isStrong?: boolean; isPart?: boolean }

function Line({ name, amount, isStrong = false, isPart = false }: LineProps) {
  return (
    <div className="flex items-baseline justify-between gap-6 py-1.5">
      <dt className={isPart ? 'min-w-0 pl-4 text-small break-words text-shell-2' : 'text-body'}>{name}</dt>
      <dd
        className={
          isPart
            ? 'tabular text-small whitespace-nowrap text-shell-2'
            : `tabular whitespace-nowrap ${isStrong ? 'font-semibold' : ''}`
        }
      >
        {amount}
      </dd>
    </div>
  )
}
