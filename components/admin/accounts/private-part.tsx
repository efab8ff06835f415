'use client'

import { Eye } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { callAction, type AdminAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { FormError } from '../titles/form-error.tsx'

export type PrivatePart<Value> = {
  value: Value | null
  failure: string | null
  busy: boolean
  read: () => Promise<void>
}

/** Holds a part of somebody's private life that is read only when it is asked for. */
export function usePrivate<Value>(
  action: AdminAction<{ accountId: string }, Value>,
  accountId: string,
): PrivatePart<Value> {
  const message = useErrorMessage()
  const [value, setValue] = useState<Value | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const read = async () => {
    setBusy(true)
    setFailure(null)
    const outcome = await callAction(action, { accountId })
    setBusy(false)
    if (outcome.ok) setValue(outcome.value)
    else setFailure(message(outcome))
  }
  return { value, failure, busy, read }
}

/** Says that a look is noted, and lets one look. */
export function PrivateNotice({ part, label }: { part: PrivatePart<unknown>; label: string }) {
  const t = useTranslations('admin.person')
  return (
    <div className="grid justify-items-start gap-3 p-4">
      <p className="text-small text-shell-2">{t('privateNote')}</p>
      {part.failure ? <FormError>{part.failure}</FormError> : null}
      <Button size="sm" variant="tonal" busy={part.busy} onClick={() => void part.read()}>
        <Eye aria-hidden size={18} strokeWidth={1.75} />
        {label}
      </Button>
    </div>
  )
}
