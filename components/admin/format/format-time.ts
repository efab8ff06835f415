export type Span = { unit: 'seconds' | 'minutes' | 'hours'; hours: number; minutes: number; seconds: number }

/** Rounds a time left to what a person wants to know: seconds below a minute, then minutes, then hours and minutes. */
export function roundSpan(seconds: number): Span {
  if (seconds < 60) return { unit: 'seconds', hours: 0, minutes: 0, seconds: Math.max(1, Math.ceil(seconds)) }
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 60) return { unit: 'minutes', hours: 0, minutes, seconds: 0 }
  return { unit: 'hours', hours: Math.floor(minutes / 60), minutes: minutes % 60, seconds: 0 }
}

/** A film of 38 s is measured as 37.999999 s: what is this near to the next second counts as it. */
const toleranceSeconds = 0.01

/** Writes a length or a wait as a clock does: 0:48, 27:41, 1:12:40. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + toleranceSeconds))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** Writes a moment as a table shows it, in Vietnam's time: 20/11 08:00, with the year when it is another one. */
export function formatMoment(iso: string, locale: string, nowMs: number): string {
  const part = (date: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale === 'vi' ? 'vi-VN' : 'en-GB', {
      timeZone: 'Asia/Ho_Chi_Minh',
      ...options,
    }).format(date)
  const at = new Date(iso)
  const clock = part(at, { hour: '2-digit', minute: '2-digit', hour12: false })
  const sameYear = part(at, { year: 'numeric' }) === part(new Date(nowMs), { year: 'numeric' })
  const month = locale === 'vi' ? '2-digit' : 'short'
  const day = part(at, { day: '2-digit', month, ...(sameYear ? {} : { year: 'numeric' }) })
  // Vietnamese writes "20-11" for a day and month without the year.
  return `${locale === 'vi' ? day.replaceAll('-', '/') : day} ${clock}`
}
