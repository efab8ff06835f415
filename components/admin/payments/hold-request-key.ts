import type { ActionOutcome } from '../../errors/call-action.ts'

export type HeldRequestKey = {
  take: () => string
  /** Its request was written: what is sent next is another one. */
  release: () => void
}

/**
 * Gives the same key until what was sent with it is known to be written: where the answer was lost, the form may be closed
 * and sent anew without doing it twice.
 */
export function holdRequestKey(): HeldRequestKey {
  let key: string | null = null
  return {
    take: () => (key ??= crypto.randomUUID()),
    release: () => {
      key = null
    },
  }
}

const usedCode = 'payment.request-key-used'

/**
 * Sends a form with the key that is held. Where that key has written another amount, whose answer was lost, nothing more
 * goes out: whoever sends is told so, and what they send after that has a key of its own.
 */
export async function sendHeld(
  held: HeldRequestKey,
  send: (requestKey: string) => Promise<ActionOutcome<unknown>>,
): Promise<ActionOutcome<unknown>> {
  const outcome = await send(held.take())
  const isUsed = !outcome.ok && outcome.code === usedCode
  if (outcome.ok || isUsed) held.release()
  return isUsed ? { ...outcome, code: 'payment.earlier-written' } : outcome
}
