import { MediaToolError } from '../errors.ts'
import { inputArguments, runTool } from '../ffmpeg/run-tool.ts'
import type { MediaProbe, ProbedVideo, RunOptions } from '../port.ts'
import { probeLimits } from '../sandbox/limits.ts'

/** Frames as ffmpeg's `idet` counts them: of two moments with the top or the bottom field first, or of one. */
export interface FieldCounts {
  top: number
  bottom: number
  progressive: number
}

type Fields = Pick<ProbedVideo, 'interlaced' | 'measuredFields'>

/** Heights in which television was ever interlaced, and how many frames of it there are in a second. */
const BROADCAST_HEIGHTS = new Set([480, 486, 512, 576, 608, 1080, 1088])
const BROADCAST_RATES = [25, 30_000 / 1001, 30]
/** Where in the film is looked, as shares of its length, and at how many frames each time. */
const LOOK_AT = [0.15, 0.5, 0.8]
const LOOK_FRAMES = 75
/** Fewer, as in a picture that hardly moves, tell nothing. */
const LEAST_FRAMES = 20
/** Telecine makes a comb of two frames in five; fine lines in a progressive picture, of a few in a hundred. */
const INTERLACED_FROM = 0.3
const PROGRESSIVE_BELOW = 0.05

/**
 * Gives the probe with what the pictures themselves show of fields, looked at in a few places: for a film that is
 * flagged interlaced, and for one that is not but has a height and rate of television. Where they tell too little, or
 * cannot be read, the flags stand.
 */
export async function lookAtFields(
  ffmpegPath: string,
  { file, probe, signal }: RunOptions & { file: string; probe: MediaProbe },
): Promise<MediaProbe> {
  const { video } = probe
  if (!video || !isDoubtful(video)) return probe
  const args = ['-hide_banner', '-nostdin', '-nostats', '-v', 'info', ...lookArguments(file, probe, video)]
  const run = { tool: ffmpegPath, args, failure: 'decode-failed' as const, limits: probeLimits, signal }
  const { stderrTail } = await runTool(run).catch((error: unknown) => {
    if (error instanceof MediaToolError) return { stderrTail: '' }
    throw error
  })
  const counts = parseFieldCounts(stderrTail)
  return { ...probe, video: { ...video, ...judgeFields(video, counts) } }
}

/** Whether a film may be other than its flags say. */
export function isDoubtful(video: Pick<ProbedVideo, 'interlaced' | 'codedHeight' | 'frameRate'>): boolean {
  const rate = video.frameRate.num / video.frameRate.den
  const isTelevision =
    BROADCAST_HEIGHTS.has(video.codedHeight) &&
    BROADCAST_RATES.some((standard) => Math.abs(rate / standard - 1) < 0.002)
  return video.interlaced || isTelevision
}

/** What to take a film for by its flag and by what was counted. */
export function judgeFields({ interlaced }: Fields, { top, bottom, progressive }: FieldCounts): Fields {
  const told = top + bottom + progressive
  if (told < LEAST_FRAMES) return { interlaced }
  const share = (top + bottom) / told
  if (interlaced) return { interlaced: share >= PROGRESSIVE_BELOW }
  if (share < INTERLACED_FROM) return { interlaced }
  return { interlaced: true, measuredFields: top >= bottom ? 'tff' : 'bff' }
}

/** Adds up the summaries that ffmpeg's `idet` filters write at the end, as information among the messages. */
export function parseFieldCounts(text: string): FieldCounts {
  const counts: FieldCounts = { top: 0, bottom: 0, progressive: 0 }
  for (const [, top, bottom, progressive] of text.matchAll(MULTI_FRAME)) {
    counts.top += Number(top)
    counts.bottom += Number(bottom)
    counts.progressive += Number(progressive)
  }
  return counts
}

const MULTI_FRAME = /Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+)/g

/** All places in one process, for it takes longer to start than to look. */
function lookArguments(file: string, probe: MediaProbe, { streamIndex }: ProbedVideo): string[] {
  const places = LOOK_AT.map((share) => ((probe.durationMs * share) / 1000).toFixed(3))
  const look = ['-vf', 'idet', '-frames:v', String(LOOK_FRAMES), '-fps_mode', 'passthrough']
  return [
    ...places.flatMap((fromS) => ['-ss', fromS, ...inputArguments(file, probe.container)]),
    ...places.flatMap((_, index) => ['-map', `${index}:${streamIndex}`, ...look, '-f', 'null', '-']),
  ]
}
