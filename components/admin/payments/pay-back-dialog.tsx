'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { PayBackCreditInput } from '#server/domains/billing/schemas.ts'
import { callAction, type AdminAction } from '../../errors/call-action.ts'
import { writeAmount } from '../../format/read-amount.ts'
import { FormDialog } from '../shell/form-dialog.tsx'
import { TransferNote } from '../transfers/transfer-note.tsx'
import { AmountField, readMost } from './amount-field.tsx'
import { sendHeld, type HeldRequestKey } from './hold-request-key.ts'
import { useMoney } from './payment-cells.tsx'

export type PayBack = AdminAction<PayBackCreditInput>

const currency = 'VND'

type PayBackDialogProps = {
  accountId: string
  name: string
  mostMinor: number
  /** Of whoever opens it, so that it outlives this dialog. */
  requestKey: HeldRequestKey
  payBack: PayBack
  onClose: () => void
}

/**
 * Writes down that somebody was sent their credit, and by which transfer; mount it anew each time it opens. Sent again
 * after its answer was lost, it is written once.
 */
export function PayBackDialog({
  accountId,
  name,
  mostMinor,
  requestKey,
  payBack,
  onClose,
}: PayBackDialogProps) {
  const t = useTranslations('admin-payments.payBack')
  const money = useMoney(currency)
  const [text, setText] = useState(writeAmount(mostMinor, currency))
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const amountMinor = readMost(text, currency, mostMinor)
  const isWrong = Number.isNaN(amountMinor)
  const save = () => {
    setTried(true)
    if (isWrong || note.trim() === '') return null
    return sendHeld(requestKey, (key) =>
      callAction(payBack, { accountId, amountMinor, note, requestKey: key }),
    )
  }
  return (
    <FormDialog
      title={t('title', { name })}
      description={t('body')}
      tone="danger"
      submitLabel={isWrong ? t('submitBare') : t('submit', { money: money(amountMinor) })}
      done={isWrong ? t('submitBare') : t('done', { money: money(amountMinor), name })}
      save={save}
      onClose={onClose}
    >
      <AmountField
        label={t('amount')}
        text={text}
        onChange={setText}
        currency={currency}
        mostMinor={mostMinor}
        isTried={isTried}
      />
      <TransferNote value={note} onChange={setNote} isTried={isTried} />
    </FormDialog>
  )
}
