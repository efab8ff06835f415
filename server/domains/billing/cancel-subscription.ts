import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize, may, requireAccountId } from '../../platform/authorize/authorize.ts'
import { now } from '../../platform/clock/clock.ts'
import type { Context } from '../../platform/context/context.ts'
import { env } from '../../platform/env/env.ts'
import { conflict, notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { paymentProvider } from '../../platform/payments/providers.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { announceSubscription } from './announce-subscription.ts'
import { applySubscription, type SeenSubscription } from './apply-subscription.ts'
import { subscriptionState } from './errors.ts'
import { subscriptionCancelledEvent, subscriptionResumedEvent } from './events.ts'
import { toSubscriptionDto } from './list-subscriptions.ts'
import { detailsOf, tellSubscription } from './subscription-changes.ts'
import {
  changeSubscription,
  findSubscription,
  lockSubscription,
  type SubscriptionRow,
  type SubscriptionWithPlan,
} from './subscription.repository.ts'
import { openPortalSchema, subscriptionIdSchema, type SubscriptionDto } from './subscription.schemas.ts'

/**
 * Has a subscription run out at the end of what is paid, at once where that is over and a card would pay for more: one's
 * own, or anybody's with `payment.refund`. One that is cancelled stays so. Throws `subscription.not-found`,
 * `subscription.wrong-state` for one that has ended.
 */
export function cancelSubscription(
  context: Context,
  input: { subscriptionId: string },
): Promise<SubscriptionDto> {
  return setCancelled(context, input, true)
}

/** Has a cancelled subscription go on, as long as what is paid lasts; throws as `cancelSubscription` does. */
export function resumeSubscription(
  context: Context,
  input: { subscriptionId: string },
): Promise<SubscriptionDto> {
  return setCancelled(context, input, false)
}

/**
 * Gives the address of the provider's page where one's own card is changed; throws `subscription.no-portal` where
 * there is none.
 */
export async function openPortal(
  context: Context,
  input: { subscriptionId: string; returnPath?: string; locale?: 'vi' | 'en' },
): Promise<{ url: string }> {
  authorize(context, 'account.own')
  const { subscriptionId, returnPath, locale } = parseInput(openPortalSchema, input)
  const { subscription } = await findOwn(subscriptionId, requireAccountId(context))
  const { renewals } = paymentProvider(subscription.provider)
  const { customerId } = detailsOf(subscription)
  if (!renewals || customerId === undefined)
    throw conflict('subscription.no-portal', 'There is no card to change: this plan is paid by transfer.')
  const returnUrl = new URL(returnPath, env().MARQUEE_PUBLIC_URL).href
  return { url: await renewals.openPortal({ customerId, returnUrl, locale }) }
}

async function setCancelled(
  context: Context,
  input: { subscriptionId: string },
  isCancelled: boolean,
): Promise<SubscriptionDto> {
  const own = authorizeChange(context)
  const { subscriptionId } = parseInput(subscriptionIdSchema, input)
  const { subscription } = await findOwn(subscriptionId, own)
  if (subscription.endedAt) throw subscriptionState(subscription.state)
  const isDone = (subscription.state === 'cancelled') === isCancelled
  if (!isDone) {
    const seen = await setAtProvider(subscription, isCancelled)
    await inTransaction(async (tx) => {
      if (seen) await applySubscription(tx, context, subscription.provider, seen)
      else await setByTransfer(tx, context, { subscriptionId, isCancelled })
      await recordAudit(tx, context, isCancelled ? 'subscription.cancel' : 'subscription.resume', {
        type: 'account',
        id: subscription.accountId,
        detail: { subscriptionId },
      })
    })
  }
  const after = await findSubscription(subscriptionId)
  if (!after) throw notFound('subscription', subscriptionId)
  if (!isDone) await announceSubscription(after.subscription)
  return toSubscriptionDto(after)
}

/**
 * What nobody has paid for has no end to run to: a plan that is past due ends at once, and is asked for no more. Dated
 * after the change, by the same clock as `seeSubscription`: what the worker asked just before, and wrote meanwhile, is
 * older, and must not stand.
 */
async function setAtProvider(
  { provider, providerId, state }: SubscriptionRow,
  isCancelled: boolean,
): Promise<SeenSubscription | null> {
  const { renewals } = paymentProvider(provider)
  if (!renewals || providerId === null) return null
  const ended = isCancelled && state === 'past-due' ? await renewals.end(providerId) : null
  const changed = ended ?? (await renewals.setCancelled(providerId, isCancelled))
  return { state: changed, seenAt: now() }
}

async function setByTransfer(
  tx: Transaction,
  context: Context,
  { subscriptionId, isCancelled }: { subscriptionId: string; isCancelled: boolean },
): Promise<void> {
  const row = await lockSubscription(tx, subscriptionId)
  if (!row || row.endedAt) throw subscriptionState(row?.state ?? 'ended')
  if ((row.state === 'cancelled') === isCancelled) return
  const change = isCancelled
    ? ({ state: 'cancelled', cancelledAt: context.now } as const)
    : ({ state: 'active', cancelledAt: null } as const)
  const changed = await changeSubscription(tx, row, change)
  const event = isCancelled ? subscriptionCancelledEvent : subscriptionResumedEvent
  await tellSubscription(tx, context, event, changed)
}

/** Gives whose subscriptions it may be alone; null for staff, who change anybody's. A child changes nobody's. */
function authorizeChange(context: Context): string | null {
  if (may(context.actor, 'payment.refund')) return null
  authorize(context, 'account.own')
  return requireAccountId(context)
}

/** Others' look no otherwise than what is not there. */
async function findOwn(id: string, own: string | null): Promise<SubscriptionWithPlan> {
  const found = await findSubscription(id)
  if (!found || (own !== null && found.subscription.accountId !== own)) throw notFound('subscription', id)
  return found
}
