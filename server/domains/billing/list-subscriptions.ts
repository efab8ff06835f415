import { may, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { authorizeOwnOrStaff } from './policy.ts'
import { readSubscriptions, type SubscriptionWithPlan } from './subscription.repository.ts'
import {
  listSubscriptionsSchema,
  type ListSubscriptionsInput,
  type SubscriptionDto,
} from './subscription.schemas.ts'

/** Gives subscriptions, the newest first: one's own, or with `payment.read` those of an account or of all. */
export async function listSubscriptions(
  context: Context,
  input: ListSubscriptionsInput = {},
): Promise<{ subscriptions: SubscriptionDto[]; total: number }> {
  const { accountId: wanted, limit, offset, ...filter } = parseInput(listSubscriptionsSchema, input)
  const accountId = wanted ?? (may(context.actor, 'payment.read') ? undefined : requireAccountId(context))
  if (accountId !== undefined) authorizeOwnOrStaff(context, accountId)
  const { rows, total } = await readSubscriptions({ ...filter, accountId }, { limit, offset })
  return { subscriptions: rows.map(toSubscriptionDto), total }
}

export function toSubscriptionDto({ subscription, plan, price }: SubscriptionWithPlan): SubscriptionDto {
  const { id, accountId, priceId, provider, state, renews, cancelledAt, endedAt } = subscription
  return {
    id,
    accountId,
    plan: { id: plan.id, slug: plan.slug, name: plan.name },
    priceId,
    interval: price.interval ?? 'month',
    currency: price.currency,
    amountMinor: price.amountMinor,
    provider,
    state,
    renews,
    startedAt: subscription.startedAt.toISOString(),
    periodStartsAt: subscription.periodStartsAt.toISOString(),
    periodEndsAt: subscription.periodEndsAt.toISOString(),
    cancelledAt: cancelledAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  }
}
