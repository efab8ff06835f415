import type { PlanView } from './views.ts'

/** Tells how many whole months a year's price saves, of the plan that saves least; 0 where any saves none. */
export function savedMonths(plans: readonly Pick<PlanView, 'prices'>[]): number {
  const saved = plans.flatMap(({ prices: { month, year } }) =>
    month && year && month.currency === year.currency
      ? [Math.floor(12 - year.amountMinor / month.amountMinor)]
      : [],
  )
  return saved.length === 0 ? 0 : Math.max(0, Math.min(...saved))
}
