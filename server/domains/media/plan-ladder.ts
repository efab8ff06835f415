import type {
  AudioPlan,
  FrameRate,
  Ladder,
  MediaProbe,
  Rung,
  SubtitlePlan,
} from '#server/platform/media-tools/port.ts'

/** H.264 rungs and their bits per second; see docs on the ladder (Apple's authoring guide, measured here). */
const STANDARD_RUNGS = [
  { name: '240p', short: 240, bitrate: 300_000 },
  { name: '360p', short: 360, bitrate: 700_000 },
  { name: '480p', short: 480, bitrate: 1_200_000 },
  { name: '720p', short: 720, bitrate: 2_500_000 },
  { name: '1080p', short: 1080, bitrate: 5_000_000 },
] as const

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
const GOP_SECONDS = 2
const STEREO_BITRATE = 128_000

/**
 * The qualities and tracks to make of a film: standard rungs up to its shorter side, never above it, its shape
 * kept with even sides; one stereo track for each of its sound tracks; its text subtitles.
 */
export function planLadder(probe: MediaProbe): Ladder {
  const frameRate = planFrameRate(probe.video?.frameRate ?? { num: 25, den: 1 })
  return {
    frameRate,
    gopFrames: Math.max(1, Math.round((GOP_SECONDS * frameRate.num) / frameRate.den)),
    rungs: probe.video ? planRungs(probe.video.width, probe.video.height) : [],
    audio: planAudio(probe),
    subtitles: planSubtitles(probe),
  }
}

/** Rungs for a picture as shown; a picture smaller than every rung keeps its own size. */
export function planRungs(width: number, height: number): Rung[] {
  const short = Math.min(width, height)
  const fitting = STANDARD_RUNGS.filter((rung) => rung.short <= short)
  if (fitting.length === 0) {
    const own = { width: even(width), height: even(height) }
    return [{ name: `${Math.min(own.width, own.height)}p`, ...own, bitrate: STANDARD_RUNGS[0].bitrate }]
  }
  return fitting.map((rung) => {
    const scale = rung.short / short
    return {
      name: rung.name,
      width: even(width * scale),
      height: even(height * scale),
      bitrate: rung.bitrate,
    }
  })
}

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

function planAudio(probe: MediaProbe): AudioPlan[] {
  const chosen = Math.max(
    0,
    probe.audio.findIndex((track) => track.isDefault),
  )
  return probe.audio.map((track, index) => ({
    name: `audio-${index}-${fileSafe(track.language)}`,
    sourceStreamIndex: track.streamIndex,
    language: track.language,
    title: track.title,
    channels: 2,
    bitrate: STEREO_BITRATE,
    isDefault: index === chosen,
  }))
}

function planSubtitles(probe: MediaProbe): SubtitlePlan[] {
  return probe.subtitles
    .filter((track) => track.isText)
    .map((track, index) => ({
      name: `text-${index}-${fileSafe(track.language)}`,
      sourceStreamIndex: track.streamIndex,
      language: track.language,
      title: track.title,
      forced: track.forced,
      hearingImpaired: track.hearingImpaired,
    }))
}

function fileSafe(language: string): string {
  return language.toLowerCase().replace(/[^a-z0-9-]/g, '') || 'und'
}

// The nearest even number, the lower of two as near: 427 gives the customary 426, never more than the source has.
function even(value: number): number {
  return Math.max(2, Math.ceil(value / 2 - 0.5) * 2)
}
