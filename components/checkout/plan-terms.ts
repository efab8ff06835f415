import type { PlanTerms } from '../offers/views.ts'
import type { MethodView } from './views.ts'

/**
 * Gives what is paid for a plan and when, before a way to pay is chosen: what holds for all ways in the currency of the
 * best one, which come in order. Null where there is no way.
 */
export function planTerms(methods: readonly MethodView[]): PlanTerms | null {
  const [best] = methods
  if (!best?.renewal) return null
  const { price, renewal } = best
  const days = methods
    .filter((method) => method.price.currency === price.currency)
    .map((method) => method.renewal?.trialDays ?? 0)
  const longest = Math.max(...days)
  if (longest === 0) return { kind: 'paid', price, date: renewal.date }
  if (days.includes(0)) return { kind: 'trial-by-card', price, days: longest }
  return { kind: 'trial', price, date: renewal.date }
}
