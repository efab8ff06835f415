import type { Translate } from './translate.ts'

/** A length in the words of people: the message `runtime.<unit>` with its values. */
export type Runtime =
  | { unit: 'seconds'; seconds: number }
  | { unit: 'minutes'; minutes: number }
  | { unit: 'hours'; hours: number }
  | { unit: 'hoursMinutes'; hours: number; minutes: string }

const second = 1000
const minute = 60 * second
const minutesOfHour = 60

/** Splits milliseconds for a sentence: seconds below a minute, then minutes, then hours with two-digit minutes. */
function splitRuntime(milliseconds: number): Runtime {
  if (milliseconds < minute)
    return { unit: 'seconds', seconds: Math.max(1, Math.round(milliseconds / second)) }
  const total = Math.round(milliseconds / minute)
  if (total < minutesOfHour) return { unit: 'minutes', minutes: total }
  const hours = Math.floor(total / minutesOfHour)
  const minutes = total % minutesOfHour
  if (minutes === 0) return { unit: 'hours', hours }
  return { unit: 'hoursMinutes', hours, minutes: String(minutes).padStart(2, '0') }
}

/** Gives a length as a clock, `0:42` or `1:04:09`. */
export function formatClock(milliseconds: number): string {
  const total = Math.max(0, Math.round(milliseconds / second))
  const hours = Math.floor(total / 3600)
  const minutes = Math.floor((total % 3600) / 60)
  const seconds = String(total % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`
}

/** Gives `1 giờ 52 phút` or `45 giây`; `t` reads the namespace `catalogue`. */
export function formatRuntime(milliseconds: number, t: Translate): string {
  const { unit, ...values } = splitRuntime(milliseconds)
  return t(`runtime.${unit}`, values)
}
