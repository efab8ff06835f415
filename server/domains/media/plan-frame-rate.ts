import type { FrameRate } from '#server/platform/media-tools/port.ts'

const STANDARD_RATES: readonly FrameRate[] = [
  { num: 24000, den: 1001 },
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30000, den: 1001 },
  { num: 30, den: 1 },
  { num: 48, den: 1 },
  { num: 50, den: 1 },
  { num: 60000, den: 1001 },
  { num: 60, den: 1 },
]
const RATE_SNAP = 0.005
const MAX_RATE = 60

/** A constant rate near the film's own: snapped to a standard one, at most 60 a second. */
export function planFrameRate(rate: FrameRate): FrameRate {
  const perSecond = rate.num / rate.den
  const near = STANDARD_RATES.find(
    (standard) => Math.abs(perSecond / (standard.num / standard.den) - 1) < RATE_SNAP,
  )
  // 23.976 and 24 lie closer to each other than the snap: the exact one wins.
  const exact = STANDARD_RATES.find((standard) => standard.num * rate.den === rate.num * standard.den)
  if (exact ?? near) return exact ?? near ?? rate
  if (perSecond > MAX_RATE) return { num: MAX_RATE, den: 1 }
  return { num: Math.max(1, Math.round(perSecond)), den: 1 }
}
