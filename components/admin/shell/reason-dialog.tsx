'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction, type ActionOutcome } from '../../errors/call-action.ts'
import { FormDialog } from './form-dialog.tsx'
import { ReasonField } from './reason-field.tsx'

type ReasonDialogProps = {
  title: string
  /** Names the consequence. */
  description: string
  confirmLabel: string
  done: string
  confirm: (reason: string) => Promise<ActionOutcome<unknown>>
  onClose: () => void
}

/** Asks why, before something is taken from somebody; mount it anew each time it opens. */
export function ReasonDialog({ confirmLabel, confirm, ...dialog }: ReasonDialogProps) {
  const t = useTranslations('admin.person')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const save = () => {
    setTried(true)
    return reason.trim() === '' ? null : callAction(confirm, reason)
  }
  return (
    <FormDialog {...dialog} tone="danger" submitLabel={confirmLabel} cancelLabel={t('cancel')} save={save}>
      <ReasonField value={reason} onChange={setReason} isTried={isTried} />
    </FormDialog>
  )
}
