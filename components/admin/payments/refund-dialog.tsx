'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { callAction } from '../../errors/call-action.ts'
import { FormDialog } from '../shell/form-dialog.tsx'
import { ReasonField } from '../shell/reason-field.tsx'
import { AmountField, readMost } from './amount-field.tsx'
import { sendHeld, type HeldRequestKey } from './hold-request-key.ts'
import { codeOf, useMoney } from './payment-cells.tsx'
import type { PaymentActions, PaymentRow } from './payments-page.ts'

type RefundDialogProps = {
  payment: PaymentRow
  /** What can be given back still. */
  leftMinor: number
  /** Of whoever opens it, so that it outlives this dialog. */
  requestKey: HeldRequestKey
  refund: PaymentActions['refund']
  nowIso: string
  onClose: () => void
}

/**
 * Gives a payment back, whole or in part; mount it anew each time it opens. Sent again after its answer was lost, it gives
 * back once.
 */
export function RefundDialog({ payment, leftMinor, requestKey, refund, nowIso, onClose }: RefundDialogProps) {
  const t = useTranslations('admin-payments.refundForm')
  const { currency } = payment
  const money = useMoney(currency)
  const [isPart, setPart] = useState(false)
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const amountMinor = isPart ? readMost(text, currency, leftMinor) : leftMinor
  const isTransfer = payment.provider === 'sepay'
  const save = () => {
    setTried(true)
    if (Number.isNaN(amountMinor) || reason.trim() === '') return null
    return sendHeld(requestKey, (key) =>
      callAction(refund, { paymentId: payment.id, amountMinor, reason, requestKey: key }),
    )
  }
  const isAll = amountMinor === leftMinor
  return (
    <FormDialog
      title={t('title', { code: codeOf(payment) })}
      description={t(isTransfer ? 'bodyTransfer' : 'bodyCard')}
      tone="danger"
      submitLabel={Number.isNaN(amountMinor) ? t('submitBare') : t('submit', { money: money(amountMinor) })}
      cancelLabel={t('cancel')}
      done={t(isTransfer ? 'askedTransfer' : 'askedCard')}
      save={save}
      onClose={onClose}
    >
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-small font-medium text-shell-2">{t('how')}</legend>
        <Choice
          name={t('whole', { money: money(leftMinor) })}
          note={t(wholeNote(payment, nowIso))}
          isChosen={!isPart}
          onChoose={() => setPart(false)}
        />
        <Choice
          name={t('part')}
          note={t(isPart && isAll ? wholeNote(payment, nowIso) : 'partNote')}
          isChosen={isPart}
          onChoose={() => setPart(true)}
        />
      </fieldset>
      {isPart ? (
        <AmountField
          label={t('amount')}
          text={text}
          onChange={setText}
          currency={currency}
          mostMinor={leftMinor}
          isTried={isTried}
        />
      ) : null}
      <ReasonField value={reason} onChange={setReason} isTried={isTried} />
    </FormDialog>
  )
}

/** A period that runs ends with its money; one that is over takes nothing more away. */
function wholeNote({ bought, periodEndsAt, provider }: PaymentRow, nowIso: string) {
  if (bought.kind !== 'plan' || periodEndsAt === null || periodEndsAt <= nowIso) return 'wholeOther'
  return provider === 'stripe' ? 'wholeCard' : 'wholeTransfer'
}

type ChoiceProps = { name: string; note: string; isChosen: boolean; onChoose: () => void }

function Choice({ name, note, isChosen, onChoose }: ChoiceProps) {
  const noteId = useId()
  return (
    <label
      aria-label={name}
      className="group flex cursor-pointer gap-3 rounded-control border border-line-strong p-3 has-checked:border-lamp-line has-checked:bg-lamp-bg has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-lamp-text"
    >
      <input
        type="radio"
        name="how-much"
        aria-describedby={noteId}
        className="mt-1 accent-lamp-line"
        checked={isChosen}
        onChange={onChoose}
      />
      <span className="grid gap-0.5">
        <span className="text-body font-medium">{name}</span>
        <span id={noteId} className="text-small text-shell-2">
          {note}
        </span>
      </span>
    </label>
  )
}
