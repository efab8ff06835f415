import { z } from 'zod'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { grantEntitlement, listEntitlements, revokeEntitlement } from '../entitlements/index.ts'
import { requireSystem } from './policy.ts'
import { findSubscription } from './subscription.repository.ts'

/**
 * Has an account hold the right of a trial, which no payment gives: while the first period runs that nothing was paid
 * for. One that ends before its time takes it back.
 */
export async function settleTrial(context: Context, input: { subscriptionId: string }): Promise<void> {
  requireSystem(context)
  const { subscriptionId } = parseInput(z.object({ subscriptionId: z.uuid() }), input)
  const found = await findSubscription(subscriptionId)
  if (!found) throw notFound('subscription', subscriptionId)
  const { subscription, plan } = found
  const { accountId, periodStartsAt, periodEndsAt } = subscription
  const source = `subscription:${subscriptionId}:trial`
  const rights = await listEntitlements(context, { accountId })
  const given = rights.find((right) => right.source === source)
  const isOver = subscription.endedAt !== null
  if (isOver && given && given.revokedAt === null && Date.parse(given.endsAt ?? '') > context.now.getTime())
    await revokeEntitlement(context, { id: given.id, reason: 'subscription ended' })
  if (isOver || given || subscription.state !== 'trial') return
  const { maxStreams, maxHeight, kinds } = plan
  await grantEntitlement(context, {
    accountId,
    scope: 'catalogue',
    reason: 'subscription',
    source,
    startsAt: periodStartsAt,
    endsAt: periodEndsAt,
    maxStreams,
    maxHeight,
    kinds,
  })
}
