'use client'

import { ArrowLeft, ScrollText, Undo2, X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { Link } from '#i18n/navigation.ts'
import { isTrial } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useRefreshWhile } from '../../live/use-refresh-while.ts'
import { formatMoment } from '../format/format-time.ts'
import type { TableUrl } from '../table/use-table-url.ts'
import { holdRequestKey } from './hold-request-key.ts'
import { codeOf, PaymentState } from './payment-cells.tsx'
import { PaymentLedger } from './payment-ledger.tsx'
import { PaymentRefunds } from './payment-refunds.tsx'
import { PaymentTransfers } from './payment-transfers.tsx'
import type { ChosenPayment, PaymentActions, PaymentsPage } from './payments-page.ts'
import { RefundDialog } from './refund-dialog.tsx'

type PaymentPanelProps = {
  data: PaymentsPage
  chosen: ChosenPayment | 'missing'
  actions: PaymentActions
  url: TableUrl
}

/** One payment whole: what it is, what stands in the book of it, its transfers and refunds. */
export function PaymentPanel({ data, chosen, actions, url }: PaymentPanelProps) {
  const t = useTranslations('admin-payments')
  const close = () => url.set({ payment: null, page: url.get('page') })
  return (
    <section className="min-w-0 rounded-card border border-line bg-ink-1 max-xl:mx-auto max-xl:w-full max-xl:max-w-[640px]">
      <div className="flex min-h-13 items-center justify-between gap-2 border-b border-line py-2 pr-2 pl-4 max-xl:pl-2">
        <Button size="sm" variant="text" className="xl:hidden" onClick={close}>
          <ArrowLeft aria-hidden size={18} strokeWidth={1.75} />
          {t('one.back')}
        </Button>
        {chosen === 'missing' ? null : (
          <h2 className="text-[1.0625rem] leading-[1.4] max-xl:sr-only">
            {t('one.heading', { code: codeOf(chosen.payment) })}
          </h2>
        )}
        <IconButton
          size="sm"
          variant="text"
          label={t('one.close')}
          className="ml-auto max-xl:hidden"
          onClick={close}
        >
          <X aria-hidden size={18} strokeWidth={1.75} />
        </IconButton>
      </div>
      {chosen === 'missing' ? (
        <EmptyState title={t('one.missing')} />
      ) : (
        <Whole key={chosen.payment.id} data={data} chosen={chosen} actions={actions} />
      )}
    </section>
  )
}

type WholeProps = { data: PaymentsPage; chosen: ChosenPayment; actions: PaymentActions }

function Whole({ data, chosen, actions }: WholeProps) {
  const t = useTranslations('admin-payments.one')
  const [refunding, setRefunding] = useState(false)
  const [requestKey] = useState(holdRequestKey)
  const { payment, entries, transfers, refunds } = chosen
  const asked = refunds.filter(({ state }) => state === 'asked')
  const leftMinor = payment.refundableMinor - asked.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  // The provider answers by itself; a transfer waits for whoever makes it.
  useRefreshWhile(asked.some(({ byTransfer, isStuck }) => !byTransfer && !isStuck))
  return (
    <>
      <Facts data={data} payment={payment} />
      <PaymentLedger payment={payment} entries={entries} />
      <PaymentTransfers transfers={transfers} nowIso={data.nowIso} />
      <PaymentRefunds data={data} chosen={chosen} actions={actions} />
      <div className="flex flex-wrap gap-2 p-4 empty:hidden">
        {data.powers.refund && leftMinor > 0 ? (
          <Button size="sm" variant="danger" onClick={() => setRefunding(true)}>
            <Undo2 aria-hidden size={18} strokeWidth={1.75} />
            {t('refund')}
          </Button>
        ) : null}
        {data.powers.readAudit ? (
          <Button asChild size="sm" variant="text">
            <Link href={`/admin/audit?subjectType=payment&subjectId=${payment.id}`}>
              <ScrollText aria-hidden size={18} strokeWidth={1.75} />
              {t('log')}
            </Link>
          </Button>
        ) : null}
      </div>
      {refunding ? (
        <RefundDialog
          payment={payment}
          leftMinor={leftMinor}
          requestKey={requestKey}
          refund={actions.refund}
          nowIso={data.nowIso}
          onClose={() => setRefunding(false)}
        />
      ) : null}
    </>
  )
}

function Facts({ data, payment }: { data: PaymentsPage; payment: ChosenPayment['payment'] }) {
  const t = useTranslations('admin-payments')
  const locale = useLocale()
  const at = (iso: string) => <time dateTime={iso}>{formatMoment(iso, locale, Date.parse(data.nowIso))}</time>
  const money = (amountMinor: number) => formatMoney({ ...payment, amountMinor }, locale)
  const { periodStartsAt, periodEndsAt, settledAt, dispute } = payment
  const person = payment.person ?? t('gone')
  const isOpen = payment.state === 'pending' || payment.state === 'held'
  return (
    <div className="border-b border-line p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="tabular font-display text-[1.5rem] leading-[1.3] font-semibold">
          {money(isTrial(payment) ? 0 : payment.amountMinor)}
        </p>
        <PaymentState payment={payment} />
      </div>
      <dl className="mt-3 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-5 gap-y-1.5 text-small">
        <Fact name={t('one.what')}>{payment.what}</Fact>
        <Fact name={t('one.person')}>
          {data.powers.openAccounts && payment.person !== null ? (
            <Link
              href={`/admin/accounts/${payment.accountId}`}
              className="text-lamp-text underline-offset-4 hover:underline"
            >
              {person}
            </Link>
          ) : (
            person
          )}
        </Fact>
        <Fact name={t('one.via')}>{t(`provider.${payment.provider}`)}</Fact>
        <Fact name={t('one.created')}>{at(payment.createdAt)}</Fact>
        {settledAt ? (
          <Fact name={t(isTrial(payment) ? 'one.begun' : 'one.settled')}>{at(settledAt)}</Fact>
        ) : null}
        {isOpen ? <Fact name={t('one.expires')}>{at(payment.expiresAt)}</Fact> : null}
        {periodStartsAt && periodEndsAt ? (
          <Fact name={t(isTrial(payment) ? 'one.trial' : 'one.period')}>
            {at(periodStartsAt)} – {at(periodEndsAt)}
          </Fact>
        ) : null}
        {isTrial(payment) ? <Fact name={t('one.later')}>{money(payment.amountMinor)}</Fact> : null}
        {payment.receivedMinor > 0 ? (
          <Fact name={t('one.received')}>{money(payment.receivedMinor)}</Fact>
        ) : null}
        {payment.refundedMinor > 0 ? (
          <Fact name={t('one.refunded')}>{money(payment.refundedMinor)}</Fact>
        ) : null}
        {dispute === 'none' ? null : <Fact name={t('one.dispute')}>{t(`one.disputeState.${dispute}`)}</Fact>}
      </dl>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-shell-3">{name}</dt>
      <dd className="tabular min-w-0 break-words">{children}</dd>
    </>
  )
}
