import type { HeldPlanView } from './views.ts'

/** Chooses what is told of the plan that somebody has: a renewal is promised only where there can be one. */
export function heldPlanWords({
  state,
  renews,
  isSold,
}: Pick<HeldPlanView, 'state' | 'renews' | 'isSold'>): 'renewing' | 'until' | 'late' | 'gone' | 'goneLate' {
  if (state === 'past-due') return isSold ? 'late' : 'goneLate'
  if (state === 'cancelled') return 'until'
  if (!isSold) return 'gone'
  return renews === 'by-itself' ? 'renewing' : 'until'
}

/** Gives of somebody's plan what is shown beside those that are sold, and no more: all of it is sent to the browser. */
export function toHeldPlan({ name, state, renews, periodEndsAt, isSold }: HeldPlanView): HeldPlanView {
  return { name, state, renews, periodEndsAt, isSold }
}
