import type { SubscriptionDto } from '#server/domains/billing/schemas.ts'

/**
 * Gives until when a subscription is paid, ISO 8601: of a card that could not be charged that is the end of the period
 * before, for the provider has begun the next one all the same.
 */
export function paidUntil({
  state,
  renews,
  periodStartsAt,
  periodEndsAt,
}: Pick<SubscriptionDto, 'state' | 'renews' | 'periodStartsAt' | 'periodEndsAt'>): string {
  return state === 'past-due' && renews === 'by-itself' ? periodStartsAt : periodEndsAt
}

/**
 * Tells how a subscription stands at this moment: what is paid ahead by transfer is over at its end, also before a sweep
 * has written that down. A card's plan is what its provider told.
 */
export function stateAt(
  {
    state,
    renews,
    periodEndsAt,
    endedAt,
  }: Pick<SubscriptionDto, 'state' | 'renews' | 'periodEndsAt' | 'endedAt'>,
  now: Date,
): Pick<SubscriptionDto, 'state' | 'endedAt'> {
  const isOver = renews === 'by-transfer' && new Date(periodEndsAt) <= now
  if (isOver && state === 'cancelled') return { state: 'ended', endedAt: periodEndsAt }
  return { state: isOver && state === 'active' ? 'past-due' : state, endedAt }
}
