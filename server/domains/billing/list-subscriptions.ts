import { authorize, may, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findPeople } from './find-people.ts'
import { authorizeOwnOrStaff } from './policy.ts'
import {
  countByState,
  readSubscriptions,
  sumMonthly,
  type SubscriptionWithPlan,
} from './subscription.repository.ts'
import {
  listSubscriptionsSchema,
  subscriptionStates,
  type ListSubscriptionsInput,
  type SubscriptionCounts,
  type SubscriptionDto,
} from './subscription.schemas.ts'

/** Gives subscriptions, the newest first: one's own, or with `payment.read` those of an account or of all. */
export async function listSubscriptions(
  context: Context,
  input: ListSubscriptionsInput = {},
): Promise<{ subscriptions: SubscriptionDto[]; total: number }> {
  const { accountId: wanted, person, limit, offset, ...filter } = parseInput(listSubscriptionsSchema, input)
  const accountId = wanted ?? (may(context.actor, 'payment.read') ? undefined : requireAccountId(context))
  if (accountId !== undefined) authorizeOwnOrStaff(context, accountId)
  if (person !== undefined) authorize(context, 'payment.read')
  const accountIds = person === undefined ? undefined : await findPeople(context, person)
  const { rows, total } = await readSubscriptions({ ...filter, accountId, accountIds }, { limit, offset })
  return { subscriptions: rows.map(toSubscriptionDto), total }
}

/**
 * Counts the plans that people have, by state, and sums what the active ones cost for a month in each currency: a year's
 * price divided by twelve. Wants `payment.read`, and the sums `ledger.read`: without it there are none.
 */
export async function countSubscriptions(
  context: Context,
  input: { planId?: string } = {},
): Promise<SubscriptionCounts> {
  authorize(context, 'payment.read')
  const { planId } = parseInput(listSubscriptionsSchema, input)
  const [counts, monthly] = await Promise.all([
    countByState(planId),
    may(context.actor, 'ledger.read') ? sumMonthly(planId) : [],
  ])
  const byState = Object.fromEntries(
    subscriptionStates.map((state) => [state, counts.find((each) => each.state === state)?.total ?? 0]),
  ) as SubscriptionCounts['byState']
  return { byState, monthly }
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
