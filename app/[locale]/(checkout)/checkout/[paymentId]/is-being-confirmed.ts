import type { PaymentDto } from '#server/domains/billing/schemas.ts'

/** How long news of a payment may be late before its page says that its time is over. */
const lateMs = 60 * 60 * 1000

/**
 * Tells whether a payment that its customer has just made on the provider's page is still to be told of: its clock may
 * run out while they pay, or come back. A transfer has no such page.
 */
export function isBeingConfirmed(
  { provider, state, expiresAt }: Pick<PaymentDto, 'provider' | 'state' | 'expiresAt'>,
  now: Date,
): boolean {
  const isOpen = state === 'pending' || state === 'expired'
  return provider !== 'sepay' && isOpen && now.getTime() < Date.parse(expiresAt) + lateMs
}
