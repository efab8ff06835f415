'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx'
import { Field, Textarea } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { callAction, type ActionOutcome } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { FormError } from '../titles/form-error.tsx'

const longest = 500

type ReasonDialogProps = {
  title: string
  /** Names the consequence. */
  description: string
  hint: string
  confirmLabel: string
  done: string
  confirm: (reason: string) => Promise<ActionOutcome<unknown>>
  onClose: () => void
}

/** Asks why, before something is taken from somebody; mount it anew each time it opens. */
export function ReasonDialog({
  title,
  description,
  hint,
  confirmLabel,
  done,
  confirm,
  onClose,
}: ReasonDialogProps) {
  const t = useTranslations('admin.person')
  const message = useErrorMessage()
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [missing, setMissing] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const submit = async () => {
    setMissing(reason.trim() === '')
    if (reason.trim() === '') return
    setBusy(true)
    const outcome = await callAction(confirm, reason)
    setBusy(false)
    if (!outcome.ok) return setRefusal(message(outcome))
    showToast({ text: done })
    router.refresh()
    onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent title={title} description={description} className="md:max-w-[480px]">
        <form
          noValidate
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <Field label={t('reason')} hint={hint} error={missing ? t('reasonMissing') : undefined}>
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
              {confirmLabel}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}
