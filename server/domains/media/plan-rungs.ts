import type { Rung } from '#server/platform/media-tools/port.ts'

/**
 * H.264 rungs by the 16:9 box that their picture fits into, and their bits per second; see docs/encoding.md (Apple's
 * authoring guide, measured here). Smallest first.
 */
const STANDARD_RUNGS = [
  { name: '240p', long: 426, short: 240, bitrate: 300_000 },
  { name: '360p', long: 640, short: 360, bitrate: 700_000 },
  { name: '480p', long: 854, short: 480, bitrate: 1_200_000 },
  { name: '720p', long: 1280, short: 720, bitrate: 2_500_000 },
  { name: '1080p', long: 1920, short: 1080, bitrate: 5_000_000 },
] as const

/** A picture that fills its box to this share has that rung, at its own size: a few lines cut off cost it nothing. */
const FILLED = 0.9

const CRF = 23
/** The smallest picture lies far below its cap at the common quality and looks it. */
const SMALLEST_CRF = 21
const SMALLEST_SHORT_SIDE = 240

/**
 * Rungs for a picture as shown, never larger than it: wide film is as wide as its box (1920x804 is 1080p), upright
 * film as high. A picture smaller than every rung keeps its own size.
 */
export function planRungs(width: number, height: number): Rung[] {
  const [long, short] = [Math.max(width, height), Math.min(width, height)]
  const fitting = STANDARD_RUNGS.map((rung) => ({
    ...rung,
    scale: Math.min(rung.long / long, rung.short / short),
  })).filter(({ scale }) => scale <= 1 / FILLED)
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
    const scale = Math.min(1, rung.scale)
    return {
      name: rung.name,
      width: even(width * scale),
      height: even(height * scale),
      bitrate: rung.bitrate,
      crf: rung.short <= SMALLEST_SHORT_SIDE ? SMALLEST_CRF : CRF,
    }
  })
}

/** The lines that a rung's name tells ("1080p"), also of a wide film that has fewer. */
export function nominalHeight({ name, width, height }: Pick<Rung, 'name' | 'width' | 'height'>): number {
  const told = Number.parseInt(name, 10)
  return Number.isFinite(told) ? told : Math.min(width, height)
}

// The nearest even number, the lower of two as near: 427 gives the customary 426, never more than the source has.
function even(value: number): number {
  return Math.max(2, Math.ceil(value / 2 - 0.5) * 2)
}
