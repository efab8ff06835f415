'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { TransferDto } from '#server/domains/billing/schemas.ts'
import { callAction } from '../../errors/call-action.ts'
import { FormDialog } from '../shell/form-dialog.tsx'
import { Finder } from './finder.tsx'
import { Foreseen, PaymentLine, useMoney } from './transfer-words.tsx'
import type { NamedPayment, TransferActions } from './transfers-page.ts'

type MatchDialogProps = {
  transfer: TransferDto
  /** Chosen already, where there is a nearest one. */
  suggested: NamedPayment | null
  actions: TransferActions
  onClose: () => void
}

/** Says which payment a transfer is for, and what that will do; mount it anew each time it opens. */
export function MatchDialog({ transfer, suggested, actions, onClose }: MatchDialogProps) {
  const t = useTranslations('admin-book.transfers')
  const money = useMoney()
  const [payment, setPayment] = useState(suggested)
  const [isMissing, setMissing] = useState(false)
  const amount = money(transfer.amountMinor)
  const save = () => {
    setMissing(payment === null)
    return payment && callAction(actions.match, { transferId: transfer.id, paymentId: payment.id })
  }
  const code = payment?.code ?? ''
  return (
    <FormDialog
      title={suggested ? t('matchAsk', { amount, code }) : t('matchFind', { amount })}
      {...(suggested ? {} : { description: t('matchFindBody') })}
      submitLabel={t('matchConfirm')}
      done={t('matched', { amount, code })}
      save={save}
      onClose={onClose}
    >
      {suggested ? (
        <div className="rounded-control border border-line px-3.5 py-2.5">
          <PaymentLine payment={suggested} />
        </div>
      ) : (
        <Finder
          words={{
            label: t('findLabel'),
            placeholder: t('findPlaceholder'),
            found: t('found'),
            first: t('findFirst'),
            finding: t('finding'),
            none: t('noneFound'),
          }}
          find={actions.findPayments}
          value={payment}
          onChange={setPayment}
          error={isMissing && !payment ? t('chooseFirst') : undefined}
          render={(option) => <PaymentLine payment={option} />}
        />
      )}
      <p className="text-small text-shell-2" aria-live="polite">
        {payment ? <Foreseen amountMinor={transfer.amountMinor} payment={payment} /> : null}
      </p>
    </FormDialog>
  )
}
