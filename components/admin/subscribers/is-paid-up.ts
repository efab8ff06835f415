import type { SubscriptionDto } from '#server/domains/billing/schemas.ts'

type Standing = Pick<SubscriptionDto, 'state' | 'renews' | 'periodEndsAt'>

/**
 * Whether a plan that is cancelled now still runs to the end of its period. One that is past due ends at once, and one by
 * transfer whose time is over may be so before that was written down.
 */
export function isPaidUp({ state, renews, periodEndsAt }: Standing, nowIso: string): boolean {
  const isOver = renews === 'by-transfer' && periodEndsAt <= nowIso
  return state !== 'past-due' && !isOver
}
