'use client'

import { useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { showToast } from '../ui/toast.tsx'
import { callAction, type AdminAction } from './call-action.ts'
import { useErrorMessage } from './use-error-message.ts'

/** Gives a caller of actions that tells by a toast how it went and has the page read again; `busy` names which runs. */
export function useCommand() {
  const message = useErrorMessage()
  const router = useRouter()
  const [busy, setBusy] = useState<string | null>(null)
  const run = async <Input>(action: AdminAction<Input>, input: Input, done: string, key = 'command') => {
    setBusy(key)
    const outcome = await callAction(action, input)
    setBusy(null)
    if (outcome.ok) showToast({ text: done })
    else showToast({ tone: 'failed', text: message(outcome) })
    router.refresh()
  }
  return { run, busy }
}
