import { now } from '../../platform/clock/clock.ts'
import type { PaymentProvider } from '../../platform/payments/port.ts'
import type { SeenSubscription } from './apply-subscription.ts'

/**
 * Asks how a subscription stands at its provider; dated just before it is asked, so that what changes meanwhile is newer,
 * and not by when its job began, for what changed since then is older.
 */
export async function seeSubscription(
  { renewals }: PaymentProvider,
  subject: string,
): Promise<SeenSubscription | null> {
  const seenAt = now()
  const state = (await renewals?.fetch(subject)) ?? null
  return state && { state, seenAt }
}
