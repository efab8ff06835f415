import { colorFilters } from './color-filters.ts'
import type { FrameRate, Ladder, MediaProbe, ProbedVideo, Rung } from '../port.ts'
import { cutFilters, type Stretch } from './stretch.ts'

/** A picture that ends this much before the sound is held to the end. */
const HOLD_BEYOND_MS = 250

/**
 * Filter chains from the source's picture to the labels `[v0]`, `[v1]`… of the ladder's rungs, by one decode;
 * `pixels` ends each of them. Of a stretch, only its own frames come out, the first of them at 0.
 */
export function videoFilters(
  probe: MediaProbe,
  ladder: Ladder,
  pixels: string,
  stretch: Stretch | null = null,
): string[] {
  if (!probe.video || ladder.rungs.length === 0) return []
  return splitChains(probe.video, sharedFilters(probe.video, probe, ladder, stretch), ladder.rungs, pixels)
}

/** One chain that does what every rung needs, then one a rung that scales it to the label `[v<index>]`. */
export function splitChains(
  { streamIndex }: Pick<ProbedVideo, 'streamIndex'>,
  shared: readonly string[],
  rungs: readonly Rung[],
  pixels: string,
): string[] {
  const inputs = rungs.map((_, index) => `[s${index}]`).join('')
  return [
    `[0:${streamIndex}]${shared.join(',')},split=${rungs.length}${inputs}`,
    ...rungs.map((rung, index) => `[s${index}]${scaleFilter(rung)},${pixels}[v${index}]`),
  ]
}

/** What a source's picture goes through before it is scaled to each rung. */
export function sharedFilters(
  video: ProbedVideo,
  { durationMs }: Pick<MediaProbe, 'durationMs'>,
  { frameRate, rungs }: Pick<Ladder, 'frameRate' | 'rungs'>,
  stretch: Stretch | null = null,
): string[] {
  const largest = rungs.at(-1)
  const missingMs = video.durationMs === null ? 0 : durationMs - video.durationMs
  return [
    ...frameClock(video, frameRate, stretch === null || stretch.seekS === 0),
    ...(missingMs > HOLD_BEYOND_MS && stretch?.isLast !== false
      ? [`tpad=stop_mode=clone:stop_duration=${(missingMs / 1000).toFixed(3)}`]
      : []),
    ...(stretch ? cutFilters(stretch) : []),
    ...(largest ? colorFilters(video, largest) : []),
  ]
}

/** To a rung's size, in square pixels. */
export function scaleFilter({ width, height }: Pick<Rung, 'width' | 'height'>): string {
  return `scale=${width}:${height}:flags=bicubic,setsar=1`
}

/**
 * The filters that put a source's pictures on the ladder's constant rate, counted from the file's zero; `fromStart`
 * repeats the first picture back to it. A picture that begins between two of the rate's frames (behind an AAC track's
 * priming, say) is shifted by that part of a frame: half-way, rounding would drop some frames and double others.
 */
export function frameClock(
  video: Pick<ProbedVideo, 'interlaced' | 'measuredFields' | 'startMs'>,
  { num, den }: FrameRate,
  fromStart: boolean,
): string[] {
  const startFrames = (video.startMs * num) / (den * 1000)
  const shiftS = ((startFrames - Math.round(startFrames)) * den) / num
  return [
    ...deinterlace(video),
    ...(Math.abs(shiftS) >= 0.001 ? [`setpts=PTS-(${shiftS.toFixed(6)})/TB`] : []),
    `fps=${num}/${den}${fromStart ? ':start_time=0' : ''}`,
  ]
}

// Where the frames themselves say nothing of fields, none may be passed over and their order must be told.
function deinterlace({ interlaced, measuredFields }: Pick<ProbedVideo, 'interlaced' | 'measuredFields'>) {
  if (!interlaced) return []
  const which = measuredFields ? `parity=${measuredFields}:deint=all` : 'deint=interlaced'
  return [`bwdif=mode=send_frame:${which}`]
}
