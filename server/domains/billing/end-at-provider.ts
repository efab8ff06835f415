import { z } from 'zod'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { paymentProvider } from '../../platform/payments/providers.ts'
import { requireSystem } from './policy.ts'
import { detailsOf } from './subscription-changes.ts'
import { findSubscription } from './subscription.repository.ts'

/**
 * Has the provider collect no more of a subscription that was ended here: another took its place, or its time ran out.
 * Doing it twice changes nothing.
 */
export async function endAtProvider(context: Context, input: { subscriptionId: string }): Promise<void> {
  requireSystem(context)
  const { subscriptionId } = parseInput(z.object({ subscriptionId: z.uuid() }), input)
  const found = await findSubscription(subscriptionId)
  if (!found) throw notFound('subscription', subscriptionId)
  const { subscription } = found
  const { providerId, endedAt, provider } = subscription
  // By transfer there is nothing that goes on by itself.
  if (endedAt === null || providerId === null || detailsOf(subscription).endedBecause === 'provider') return
  await paymentProvider(provider).renewals?.end(providerId)
}
