'use client'

import { useState } from 'react'
import type { ActionOutcome } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'

type Work = () => Promise<ActionOutcome<unknown>>

/**
 * Gives a runner of what wants a fresh sign-in: where it is no longer fresh, `dialog` opens and the work is done again
 * once the password has been given. Any other refusal is told as a sentence.
 */
export function useFreshProof() {
  const message = useErrorMessage()
  const [refusal, setRefusal] = useState<string | null>(null)
  const [waiting, setWaiting] = useState<Work | null>(null)
  const run = async (work: Work): Promise<void> => {
    setRefusal(null)
    const outcome = await work()
    if (outcome.ok) return
    if (outcome.code === 'account.password-needed') setWaiting(() => work)
    else setRefusal(message(outcome))
  }
  const dialog = {
    open: waiting !== null,
    onClose: () => setWaiting(null),
    onProved: async () => {
      setWaiting(null)
      if (waiting) await run(waiting)
    },
  }
  return { run, refusal, dialog }
}
