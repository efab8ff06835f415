'use client'

import { useErrorMessage, type ShownError } from '../errors/use-error-message.ts'
import { RunningBulbs } from '../ui/running-bulbs.tsx'

/** Below the pad: why a PIN was refused, or that it is being looked at. */
export function PinNote({ refusal, busy }: { refusal: ShownError | null; busy: boolean }) {
  const messageOf = useErrorMessage()
  return (
    <div className="mt-4 min-h-11 text-center text-small" aria-live="assertive">
      {refusal ? <p className="text-son-text">{messageOf(refusal)}</p> : null}
      {busy ? (
        <p className="grid place-items-center pt-2 text-lamp">
          <RunningBulbs />
        </p>
      ) : null}
    </div>
  )
}
