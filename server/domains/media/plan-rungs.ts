import type { Rung } from '#server/platform/media-tools/port.ts'

/** H.264 rungs and their bits per second; see docs on the ladder (Apple's authoring guide, measured here). */
const STANDARD_RUNGS = [
  { name: '240p', short: 240, bitrate: 300_000 },
  { name: '360p', short: 360, bitrate: 700_000 },
  { name: '480p', short: 480, bitrate: 1_200_000 },
  { name: '720p', short: 720, bitrate: 2_500_000 },
  { name: '1080p', short: 1080, bitrate: 5_000_000 },
] as const

const CRF = 23
/** The smallest picture lies far below its cap at the common quality and looks it. */
const SMALLEST_CRF = 21
const SMALLEST_SHORT_SIDE = 240

/** Rungs for a picture as shown; a picture smaller than every rung keeps its own size. */
export function planRungs(width: number, height: number): Rung[] {
  const short = Math.min(width, height)
  const fitting = STANDARD_RUNGS.filter((rung) => rung.short <= short)
  if (fitting.length === 0) {
    const own = { width: even(width), height: even(height) }
    return [
      {
        name: `${Math.min(own.width, own.height)}p`,
        ...own,
        bitrate: STANDARD_RUNGS[0].bitrate,
        crf: SMALLEST_CRF,
      },
    ]
  }
  return fitting.map((rung) => {
    const scale = rung.short / short
    return {
      name: rung.name,
      width: even(width * scale),
      height: even(height * scale),
      bitrate: rung.bitrate,
      crf: rung.short <= SMALLEST_SHORT_SIDE ? SMALLEST_CRF : CRF,
    }
  })
}

// The nearest even number, the lower of two as near: 427 gives the customary 426, never more than the source has.
function even(value: number): number {
  return Math.max(2, Math.ceil(value / 2 - 0.5) * 2)
}
