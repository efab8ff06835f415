import { MediaToolError } from '../errors.ts'
import type { EncodeChunk, FrameRate, Ladder, MediaProbe, RunOptions } from '../port.ts'
import { inputArguments, quietArguments, runTool } from './run-tool.ts'

/** A stretch of a film's picture, with where to begin to read for it. */
export type Stretch = Extract<EncodeChunk, { kind: 'video' }> & {
  /** Seconds from the file's zero, 0 for its very start. */
  seekS: number
}

/**
 * How far before a stretch reading begins, tried in turn, in seconds: most containers find a key frame by themselves,
 * a transport stream lands anywhere and must be given its longest group of pictures.
 */
const SEEK_AHEAD_S = [1, 6, 20, 90]
/** A picture that ends this much before the film does is not held: its last stretch may be short by as much. */
const SHORT_END_MS = 300

/**
 * Finds from where the film must be read so that everything of the stretch is decoded: from a key frame that is shown
 * before its first frame. A file in which none is found is read from its start.
 */
export async function findStretch(
  ffmpegPath: string,
  input: RunOptions & {
    file: string
    probe: MediaProbe
    ladder: Ladder
    chunk: Extract<EncodeChunk, { kind: 'video' }>
  },
): Promise<Stretch> {
  const { chunk, ladder } = input
  const startS = secondsOf(chunk.firstFrame, ladder.frameRate)
  for (const ahead of SEEK_AHEAD_S) {
    const seekS = startS - ahead
    if (seekS <= 0) break
    const keyS = await findKeyFrame(ffmpegPath, input, seekS)
    // Two frames before, for a deinterlacer looks at its neighbours.
    if (keyS !== null && keyS <= startS - secondsOf(2, ladder.frameRate)) return { ...chunk, seekS }
  }
  return { ...chunk, seekS: 0 }
}

/** Options before the input that keep the file's own time stamps, from its zero, and begin to read there. */
export function seekArguments(seekS: number): string[] {
  const clock = ['-copyts', '-start_at_zero']
  return seekS === 0 ? clock : [...clock, '-noaccurate_seek', '-ss', seekS.toFixed(6)]
}

/** Containers whose clock may jump, by which ffmpeg takes the earliest of the streams that it reads for their zero. */
const JUMPING = new Set(['mpegts', 'mpeg', 'ogg'])

/**
 * An option before the input that makes the file's zero the earliest start of all its streams, whichever are read: of
 * a transport stream ffmpeg would leave out those it does not read, and picture and sound would each begin at 0.
 */
export function zeroArguments(container: string): string[] {
  // Any offset turns that off; a millionth of a second is less than a tick of the stream's clock.
  return JUMPING.has(container) ? ['-itsoffset', '0.000001'] : []
}

/** The filters, on the ladder's clock whose unit is a frame, that leave the stretch alone, from 0. */
export function cutFilters({ firstFrame, frames }: Stretch): string[] {
  return [
    `trim=start_pts=${firstFrame}:end_pts=${firstFrame + frames}`,
    ...(firstFrame === 0 ? [] : [`setpts=PTS-${firstFrame}`]),
  ]
}

/** Throws `cut-failed` when a stretch has not given as many frames as it is long. */
export function checkCut({ firstFrame, frames, isLast }: Stretch, rate: FrameRate, made: number): void {
  const short = isLast ? Math.ceil((SHORT_END_MS * rate.num) / (rate.den * 1000)) : 0
  if (made <= frames && made >= Math.max(1, frames - short)) return
  throw new MediaToolError('cut-failed', `From frame ${firstFrame} on, ${frames} were due and ${made} came`)
}

/** Seconds that so many frames last. */
export function secondsOf(frames: number, { num, den }: FrameRate): number {
  return (frames * den) / num
}

/** When the first key frame is shown that reading from there comes upon; null when none does. */
async function findKeyFrame(
  ffmpegPath: string,
  { file, probe, signal }: RunOptions & { file: string; probe: MediaProbe },
  seekS: number,
): Promise<number | null> {
  const { stdout } = await runTool({
    tool: ffmpegPath,
    args: [
      [...quietArguments, '-skip_frame', 'nokey', '-threads', '1'],
      [...seekArguments(seekS), ...zeroArguments(probe.container)],
      inputArguments(file, probe.container),
      ['-map', `0:${probe.video?.streamIndex ?? 'v'}`, '-frames:v', '1', '-fps_mode', 'passthrough'],
      ['-enc_time_base', '1:1000000', '-f', 'framecrc', '-'],
    ].flat(),
    failure: 'decode-failed',
    signal,
  })
  return parseFirstFrame(stdout)
}

/** Reads the presentation time, in seconds, of the first line of ffmpeg's `framecrc`. */
function parseFirstFrame(stdout: string): number | null {
  const base = /^#tb 0: (\d+)\/(\d+)/m.exec(stdout)
  const line = /^0,\s*-?\d+,\s*(-?\d+),/m.exec(stdout)
  if (!base || !line) return null
  return (Number(line[1]) * Number(base[1])) / Number(base[2])
}
