import { z } from 'zod'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { grantEntitlement, listEntitlements, revokeEntitlement } from '../entitlements/index.ts'
import { requireSystem } from './policy.ts'
import { cardGraceMs } from './settle-right.ts'
import { detailsOf } from './subscription-changes.ts'
import { findSubscription, type SubscriptionRow } from './subscription.repository.ts'

/**
 * Has an account hold the right of a trial, which no payment gives: to its end, though it is cancelled meanwhile, and
 * until the first charge comes after it. A plan that ends before that takes it back.
 */
export async function settleTrial(context: Context, input: { subscriptionId: string }): Promise<void> {
  requireSystem(context)
  const { subscriptionId } = parseInput(z.object({ subscriptionId: z.uuid() }), input)
  const found = await findSubscription(subscriptionId)
  if (!found) throw notFound('subscription', subscriptionId)
  const { subscription, plan } = found
  const { accountId, startedAt } = subscription
  const source = `subscription:${subscriptionId}:trial`
  const rights = await listEntitlements(context, { accountId })
  const given = rights.find((right) => right.source === source)
  const isOver = subscription.endedAt !== null
  if (isOver && given && given.revokedAt === null && Date.parse(given.endsAt ?? '') > context.now.getTime())
    await revokeEntitlement(context, { id: given.id, reason: 'subscription ended' })
  const endsAt = endOfTrial(subscription)
  if (isOver || given || !endsAt) return
  const { maxStreams, maxHeight, kinds } = plan
  await grantEntitlement(context, {
    accountId,
    scope: 'catalogue',
    reason: 'subscription',
    source,
    startsAt: startedAt,
    endsAt: new Date(endsAt.getTime() + cardGraceMs),
    maxStreams,
    maxHeight,
    kinds,
  })
}

/** Null for a plan that was paid from its beginning on. What began before its end was kept says it while it runs. */
function endOfTrial(subscription: SubscriptionRow): Date | null {
  const { trialEndsAt } = detailsOf(subscription)
  if (trialEndsAt !== undefined) return new Date(trialEndsAt)
  return subscription.state === 'trial' ? subscription.periodEndsAt : null
}
