import type { PaymentDto } from '#server/domains/billing/schemas.ts'

export type ForeseenMatch =
  { outcome: 'enough' | 'paid' | 'over-late' } | { outcome: 'short' | 'over'; amountMinor: number }

type Matched = Pick<PaymentDto, 'state' | 'amountMinor' | 'missingMinor'>

/** Tells what becomes of a payment once so much is matched to it, as billing will decide. */
export function foreseeMatch(amountMinor: number, payment: Matched): ForeseenMatch {
  if (payment.state === 'settled') return { outcome: 'paid' }
  const lacking = payment.state === 'held' ? payment.missingMinor : payment.amountMinor
  if (amountMinor < lacking) return { outcome: 'short', amountMinor: lacking - amountMinor }
  if (payment.state !== 'pending' && payment.state !== 'held') return { outcome: 'over-late' }
  if (amountMinor > lacking) return { outcome: 'over', amountMinor: amountMinor - lacking }
  return { outcome: 'enough' }
}
