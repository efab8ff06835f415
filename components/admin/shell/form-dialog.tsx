'use client'

import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import type { ActionOutcome } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { FormError } from '../titles/form-error.tsx'

type FormDialogProps = {
  title: string
  description?: string
  submitLabel: string
  /** `danger` for what takes from somebody or cannot be undone: narrower, and the way out looks like a button too. */
  tone?: 'lamp' | 'danger'
  cancelLabel?: string
  done: string
  /** Saves what was typed; null where something in it is wrong, and the fields say what. */
  save: () => Promise<ActionOutcome<unknown>> | null
  onClose: () => void
  children: ReactNode
}

/** A form in a dialog that closes once it is saved and else tells why not; mount it anew each time it opens. */
export function FormDialog({
  title,
  description,
  submitLabel,
  tone = 'lamp',
  cancelLabel,
  done,
  save,
  onClose,
  children,
}: FormDialogProps) {
  const t = useTranslations('admin.plans.form')
  const message = useErrorMessage()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const submit = async () => {
    setRefusal(null)
    const saving = save()
    if (!saving) return
    setBusy(true)
    const outcome = await saving
    setBusy(false)
    router.refresh()
    if (!outcome.ok) return setRefusal(message(outcome))
    showToast({ text: done })
    onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent
        title={title}
        description={description}
        className={tone === 'danger' ? 'md:max-w-[480px]' : undefined}
      >
        <form
          noValidate
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          {children}
          {refusal ? <FormError>{refusal}</FormError> : null}
          <div className="flex justify-end gap-2 max-md:flex-col-reverse">
            <DialogClose asChild>
              <Button variant={tone === 'danger' ? 'tonal' : 'text'}>{cancelLabel ?? t('cancel')}</Button>
            </DialogClose>
            <Button type="submit" variant={tone} busy={busy}>
              {submitLabel}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}
