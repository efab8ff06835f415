import type { SubscriptionDto } from '#server/domains/billing/schemas.ts'
import type { Subscriber } from './to-methods.ts'

/** With the plan that goes on already, and the one that a new plan takes the place of. */
export type PlanBuyer = Subscriber & { stands: SubscriptionDto | null; replaces: SubscriptionDto | null }

/** Gives what somebody's plans, all that they ever had, mean for taking this one. */
export function subscriberOf(
  planId: string,
  { subscriptions, total }: { subscriptions: readonly SubscriptionDto[]; total: number },
): PlanBuyer {
  const living = subscriptions.find(({ state }) => state !== 'ended') ?? null
  const known = { stands: null, ahead: null, replaces: null, hasHadPlan: total > 0 }
  if (!living) return known
  const isSamePlan = living.plan.id === planId
  if (living.renews === 'by-transfer' && isSamePlan) return { ...known, ahead: living }
  if (living.state === 'cancelled' || living.state === 'past-due') return { ...known, replaces: living }
  return { ...known, stands: living }
}
