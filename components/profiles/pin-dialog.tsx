'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog, DialogContent } from '../ui/dialog.tsx'
import type { ShownError } from '../errors/use-error-message.ts'
import type { Chosen } from './chosen.ts'
import { PinNote } from './pin-note.tsx'
import { PinPad } from './pin-pad.tsx'

/** Asks for the four digits of a profile; sends them as soon as the fourth is there. */
export function PinDialog({
  name,
  onClose,
  onEntered,
}: {
  name: string
  onClose: () => void
  onEntered: (pin: string) => Promise<Chosen>
}) {
  const t = useTranslations('profiles.pin')
  const [pin, setPin] = useState('')
  const [refusal, setRefusal] = useState<ShownError | null>(null)
  const [busy, setBusy] = useState(false)

  const change = async (digits: string) => {
    setPin(digits)
    if (digits.length < 4) return
    setBusy(true)
    setRefusal(null)
    const chosen = await onEntered(digits)
    if (chosen.ok) return
    setBusy(false)
    setPin('')
    setRefusal(chosen)
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t('title')} description={t('lead', { name })} className="md:max-w-[400px]">
        <PinPad
          value={pin}
          disabled={busy}
          invalid={refusal !== null}
          onChange={(digits) => void change(digits)}
        />
        <PinNote refusal={refusal} busy={busy} />
        <p className="text-small text-shell-3">{t('forgot')}</p>
      </DialogContent>
    </Dialog>
  )
}
