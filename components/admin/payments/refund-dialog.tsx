'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { amountExamples, readAmount } from '../../format/read-amount.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx'
import { Field, Textarea, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { FormError } from '../titles/form-error.tsx'
import { codeOf, useMoney } from './payment-cells.tsx'
import type { PaymentActions, PaymentRow } from './payments-page.ts'

const longest = 500

type RefundDialogProps = {
  payment: PaymentRow
  /** What can be given back still. */
  leftMinor: number
  refund: PaymentActions['refund']
  nowIso: string
  onClose: () => void
}

/** Gives a payment back, whole or in part; mount it anew each time it opens: sent twice, it gives back once. */
export function RefundDialog({ payment, leftMinor, refund, nowIso, onClose }: RefundDialogProps) {
  const t = useTranslations('admin-payments.refundForm')
  const money = useMoney(payment.currency)
  const message = useErrorMessage()
  const router = useRouter()
  const [requestKey] = useState(() => crypto.randomUUID())
  const [isPart, setPart] = useState(false)
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const typed = readAmount(text, payment.currency) ?? Number.NaN
  const amountMinor = isPart ? typed : leftMinor
  const isTransfer = payment.provider === 'sepay'
  const submit = async () => {
    setTried(true)
    if (Number.isNaN(amountMinor) || amountMinor > leftMinor || reason.trim() === '') return
    setBusy(true)
    setRefusal(null)
    const outcome = await callAction(refund, { paymentId: payment.id, amountMinor, reason, requestKey })
    setBusy(false)
    router.refresh()
    if (!outcome.ok) return setRefusal(message(outcome))
    showToast({ text: t(isTransfer ? 'askedTransfer' : 'askedCard') })
    onClose()
  }
  const amountError = Number.isNaN(typed)
    ? t('amountWrong', { example: amountExamples[payment.currency] })
    : typed > leftMinor
      ? t('amountMuch', { money: money(leftMinor) })
      : undefined
  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent
        title={t('title', { code: codeOf(payment) })}
        description={t(isTransfer ? 'bodyTransfer' : 'bodyCard')}
        className="md:max-w-[480px]"
      >
        <form
          noValidate
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
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
              note={t(isPart && typed === leftMinor ? wholeNote(payment, nowIso) : 'partNote')}
              isChosen={isPart}
              onChoose={() => setPart(true)}
            />
          </fieldset>
          {isPart ? (
            <TextField
              label={t('amount')}
              error={isTried ? amountError : undefined}
              hint={t('amountMuch', { money: money(leftMinor) })}
              inputMode="decimal"
              autoComplete="off"
              placeholder={amountExamples[payment.currency]}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          ) : null}
          <Field
            label={t('reason')}
            hint={t('reasonHint')}
            error={isTried && reason.trim() === '' ? t('reasonMissing') : undefined}
          >
            {(control) => (
              <Textarea
                {...control}
                value={reason}
                maxLength={longest}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          {refusal ? <FormError>{refusal}</FormError> : null}
          <div className="flex justify-end gap-2 max-md:flex-col-reverse">
            <DialogClose asChild>
              <Button variant="tonal">{t('cancel')}</Button>
            </DialogClose>
            <Button type="submit" variant="danger" busy={busy}>
              {Number.isNaN(amountMinor) ? t('submitBare') : t('submit', { money: money(amountMinor) })}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
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
