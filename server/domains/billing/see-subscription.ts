import type { Context } from '../../platform/context/context.ts'
import type { PaymentProvider } from '../../platform/payments/port.ts'
import type { SeenSubscription } from './apply-subscription.ts'

/** Asks how a subscription stands at its provider; dated before it was asked, so that what changes meanwhile is newer. */
export async function seeSubscription(
  { now: seenAt }: Context,
  { renewals }: PaymentProvider,
  subject: string,
): Promise<SeenSubscription | null> {
  const state = (await renewals?.fetch(subject)) ?? null
  return state && { state, seenAt }
}
