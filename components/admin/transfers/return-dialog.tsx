'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { TransferDto } from '#server/domains/billing/schemas.ts'
import { callAction } from '../../errors/call-action.ts'
import { FormDialog } from '../shell/form-dialog.tsx'
import { TransferNote } from './transfer-note.tsx'
import { useMoney } from './transfer-words.tsx'
import type { TransferActions } from './transfers-page.ts'

type ReturnDialogProps = { transfer: TransferDto; actions: TransferActions; onClose: () => void }

/** Writes down that a transfer was sent back, and by which; mount it anew each time it opens. */
export function ReturnDialog({ transfer, actions, onClose }: ReturnDialogProps) {
  const t = useTranslations('admin-book.transfers')
  const money = useMoney()
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const amount = money(transfer.amountMinor)
  const isForeign = transfer.state === 'quarantined'
  const save = () => {
    setTried(true)
    return note.trim() === '' ? null : callAction(actions.giveBack, { transferId: transfer.id, note })
  }
  return (
    <FormDialog
      title={t(isForeign ? 'putAwayTitle' : 'returnTitle', { amount })}
      description={t(isForeign ? 'putAwayBody' : 'returnBody')}
      submitLabel={t(isForeign ? 'putAway' : 'returnConfirm')}
      done={t(isForeign ? 'putAwayDone' : 'returned', { amount })}
      save={save}
      onClose={onClose}
    >
      <TransferNote value={note} onChange={setNote} isTried={isTried} />
    </FormDialog>
  )
}
