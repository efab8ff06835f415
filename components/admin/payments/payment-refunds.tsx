'use client'

import { CircleCheck, CircleSlash, Hourglass, Loader, TriangleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { formatMoney } from '../../format/format-money.ts'
import { useCommand } from '../../errors/use-command.ts'
import { StatusBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { formatMoment } from '../format/format-time.ts'
import type { ChosenPayment, PaymentActions, PaymentsPage } from './payments-page.ts'

type Refund = ChosenPayment['refunds'][number]
type PaymentRefundsProps = {
  data: PaymentsPage
  chosen: ChosenPayment
  actions: Pick<PaymentActions, 'confirmRefund' | 'withdrawRefund' | 'resendRefund'>
}

/**
 * What was given back of a payment, or is to be; a transfer of staff's is confirmed here, or withdrawn; what a provider was
 * not brought to send is sent again.
 */
export function PaymentRefunds({ data, chosen, actions }: PaymentRefundsProps) {
  const t = useTranslations('admin-payments.one')
  const locale = useLocale()
  const { run, busy } = useCommand()
  const [confirming, setConfirming] = useState<Refund | null>(null)
  const [withdrawing, setWithdrawing] = useState<Refund | null>(null)
  const { refunds, payment } = chosen
  if (refunds.length === 0) return null
  const money = ({ amountMinor }: Refund) => formatMoney({ ...payment, amountMinor }, locale)
  return (
    <section className="border-b border-line p-4">
      <h3 className="text-body font-semibold">{t('refunds')}</h3>
      <ul className="mt-1">
        {refunds.map((refund) => (
          <li key={refund.id} className="grid gap-1 border-b border-line py-2.5 text-small last:border-0">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <span className="tabular font-medium">{money(refund)}</span>
              <RefundState refund={refund} />
            </div>
            <p className="break-words text-shell-2">{refund.reason}</p>
            <p className="text-meta text-shell-3">
              {t('askedBy', {
                name: refund.asker ?? 'Marquee',
                at: formatMoment(refund.askedAt, locale, Date.parse(data.nowIso)),
              })}
            </p>
            {refund.why && !refund.byTransfer ? (
              <p className="text-meta break-words text-son-text">{t('why', { why: refund.why })}</p>
            ) : null}
            {refund.isStuck ? (
              <StuckRefund
                busy={busy !== null}
                onResend={
                  data.powers.refund
                    ? () => void run(actions.resendRefund, { refundId: refund.id }, t('resent'))
                    : null
                }
              />
            ) : null}
            {refund.state === 'asked' && refund.byTransfer && data.powers.refund ? (
              <div className="flex flex-wrap gap-2 pt-1">
                <Button size="sm" variant="tonal" onClick={() => setConfirming(refund)}>
                  {t('confirm')}
                </Button>
                <Button size="sm" variant="text" onClick={() => setWithdrawing(refund)}>
                  {t('withdraw')}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={confirming !== null}
        onOpenChange={(open) => !open && setConfirming(null)}
        title={t('confirmAsk', { money: confirming ? money(confirming) : '' })}
        description={t('confirmBody')}
        keepLabel={t('notYet')}
        confirmLabel={t('confirm')}
        tone="lamp"
        busy={busy !== null}
        onConfirm={() => {
          if (!confirming) return
          void run(actions.confirmRefund, { refundId: confirming.id }, t('confirmed')).then(() =>
            setConfirming(null),
          )
        }}
      />
      <ConfirmDialog
        open={withdrawing !== null}
        onOpenChange={(open) => !open && setWithdrawing(null)}
        title={t('withdrawAsk', { money: withdrawing ? money(withdrawing) : '' })}
        description={t('withdrawBody')}
        keepLabel={t('notYet')}
        confirmLabel={t('withdraw')}
        busy={busy !== null}
        onConfirm={() => {
          if (!withdrawing) return
          const { id: refundId } = withdrawing
          void run(actions.withdrawRefund, { refundId }, t('withdrawn')).then(() => setWithdrawing(null))
        }}
      />
    </section>
  )
}

/** No job sends it any more; `onResend` is null for who may not have it sent again. */
function StuckRefund({ busy, onResend }: { busy: boolean; onResend: (() => void) | null }) {
  const t = useTranslations('admin-payments.one')
  return (
    <div className="grid justify-items-start gap-1.5 pt-1">
      <p className="text-meta text-shell-2">{t('stuckNote')}</p>
      {onResend ? (
        <Button size="sm" variant="tonal" busy={busy} onClick={onResend}>
          {t('resend')}
        </Button>
      ) : null}
    </div>
  )
}

function RefundState({ refund: { state, byTransfer, isStuck } }: { refund: Refund }) {
  const t = useTranslations('admin-payments.one.refundState')
  switch (state) {
    case 'asked':
      if (isStuck)
        return (
          <StatusBadge tone="failed" icon={TriangleAlert}>
            {t('stuck')}
          </StatusBadge>
        )
      return byTransfer ? (
        <StatusBadge tone="active" icon={Hourglass}>
          {t('toTransfer')}
        </StatusBadge>
      ) : (
        <StatusBadge tone="waiting" icon={Loader}>
          {t('asked')}
        </StatusBadge>
      )
    case 'done':
      return (
        <StatusBadge tone="success" icon={CircleCheck}>
          {t('done')}
        </StatusBadge>
      )
    case 'failed':
      // Nobody but staff makes a transfer: one that was not made was withdrawn.
      return byTransfer ? (
        <StatusBadge tone="neutral" icon={CircleSlash}>
          {t('withdrawn')}
        </StatusBadge>
      ) : (
        <StatusBadge tone="failed" icon={TriangleAlert}>
          {t('failed')}
        </StatusBadge>
      )
  }
}
