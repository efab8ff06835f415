/** Gives the end of the period that begins at `start`: the next month's or year's day of the anchor, in seconds. */
export function periodEnd(anchor: number, interval: 'month' | 'year', start: number): number {
  const step = interval === 'month' ? 1 : 12
  for (let count = step; ; count += step) {
    const end = addMonths(anchor, count)
    if (end > start) return end
  }
}

/** The same day of a later month, or its last one where it is shorter. */
function addMonths(anchor: number, months: number): number {
  const from = new Date(anchor * 1000)
  const target = new Date(from)
  target.setUTCDate(1)
  target.setUTCMonth(from.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return target.getTime() / 1000
}
