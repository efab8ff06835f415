/** Gives the moment a month or a year later: the same day, or the last of a shorter month (31 January, 28 February). UTC. */
export function addInterval(from: Date, interval: 'month' | 'year'): Date {
  const months = interval === 'month' ? 1 : 12
  const later = new Date(from)
  const day = from.getUTCDate()
  later.setUTCDate(1)
  later.setUTCMonth(later.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate()
  later.setUTCDate(Math.min(day, lastDay))
  return later
}
