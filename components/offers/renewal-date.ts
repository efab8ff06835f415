import type { Interval } from '#server/domains/offers/schemas.ts'

/** Gives the same day a month or a year on, the last of that month where it has no such day. */
export function renewalDate(from: Date, interval: Interval): Date {
  const months = interval === 'month' ? 1 : 12
  const end = new Date(from)
  end.setUTCMonth(end.getUTCMonth() + months)
  // 31 January would run over into March.
  if (end.getUTCDate() !== from.getUTCDate()) end.setUTCDate(0)
  return end
}
