import { mapAtOnce } from '../../concurrency/map-at-once.ts'
import { colorFilters } from '../ffmpeg/color-filters.ts'
import { frameClock } from '../ffmpeg/video-filters.ts'
import { secondsOf, zeroArguments } from '../ffmpeg/stretch.ts'
import { inputArguments, quietArguments, runTool } from '../ffmpeg/run-tool.ts'
import type { FrameRate, Ladder, MediaProbe, RunOptions, Rung } from '../port.ts'

export interface PictureSample {
  atMs: number
  /** 0 to 1 over luma and chroma. */
  ssim: number
  /** Mean luma, 16 to 235 where the range is limited. */
  sourceLuma: number
  rungLuma: number
}

/** The frame meant and one neighbour on each side: the best of the three counts, as sources with a clock of their own may round otherwise. */
const NEIGHBOURS = 1
/** Demuxers seek by decoding time, which runs ahead of a picture's own by a few frames. */
const SEEK_AHEAD_S = 0.5
/** These do not know where their key frames are: a seek may land behind the last one, so it goes further back. */
const UNINDEXED = new Set(['mpegts', 'mpeg'])
const UNINDEXED_AHEAD_S = 12
/** Two processes where there is enough for both: one spends half of its time opening files. */
const AT_ONCE = 2
const LEAST_SHARE = 3
/** Moments this close are reached by one reading of the source: a seek would decode most of it again. */
const ONE_READING_S = 10
/** How far behind the start of a segment a frame is looked at: past the key frame, within what follows it closely. */
const BEHIND_START = 2

interface ComparedRung {
  rung: Rung
  file: string
  /** When each of its segments begins, in seconds. */
  segmentStartsS: readonly number[]
}

interface Comparison {
  source: string
  probe: MediaProbe
  ladder: Ladder
  rungs: readonly ComparedRung[]
}

/** Compares frames of each rung, at moments spread over the film, with the source put through the encode's own clock and scaled to that rung. */
export async function comparePictures(
  ffmpegPath: string,
  input: RunOptions & Comparison & { samples: number },
): Promise<PictureSample[][]> {
  const { frameRate } = input.ladder
  const rungs = input.rungs.length
  const meant = sampleFrames(pictureEndMs(input.probe), frameRate, input.samples)
  // Of a film of a few frames, several moments are the same.
  const frames = [...new Set(nearSegmentStarts(meant, frameRate, input.rungs[0]?.segmentStartsS ?? []))]
  const compared = await mapAtOnce(AT_ONCE, inShares(frames), async (share) => {
    const { stdout } = await runTool({
      tool: ffmpegPath,
      args: compareArguments(input, share),
      failure: 'decode-failed',
      signal: input.signal,
    })
    const samples = parseComparison(stdout, rungs * share.length)
    return share.map((frame, moment) => {
      const atMs = (frame * frameRate.den * 1000) / frameRate.num
      return samples
        .slice(moment * rungs, (moment + 1) * rungs)
        .map((sample) => sample && { atMs, ...sample })
    })
  })
  return input.rungs.map((_, rung) => compared.flat().flatMap((samples) => samples[rung] ?? []))
}

function inShares(frames: readonly number[]): number[][] {
  const size = Math.max(LEAST_SHARE, Math.ceil(frames.length / AT_ONCE))
  return Array.from({ length: Math.ceil(frames.length / size) }, (_, index) =>
    frames.slice(index * size, (index + 1) * size),
  )
}

/**
 * Moves each frame to just behind the start of a segment where one begins within its part of the film: a few pictures
 * are decoded to get there instead of a segment's worth, in every rung. The film's own start stays out: it is often black.
 */
export function nearSegmentStarts(
  frames: readonly number[],
  { num, den }: FrameRate,
  segmentStartsS: readonly number[],
): number[] {
  const partFrames = (frames[1] ?? Infinity) - (frames[0] ?? 0)
  const starts = segmentStartsS
    .filter((startS) => startS > 0)
    .map((startS) => Math.round((startS * num) / den) + BEHIND_START)
  return frames.map((frame) => {
    const nearest = starts.toSorted((a, b) => Math.abs(a - frame) - Math.abs(b - frame))[0]
    // The last frames of a film have no neighbour behind them.
    return nearest !== undefined && Math.abs(nearest - frame) < partFrames / 2 - BEHIND_START
      ? nearest
      : frame
  })
}

// Sound may go on after the last picture, which the encode then holds; the source has nothing there to compare with.
function pictureEndMs({ durationMs, video }: MediaProbe): number {
  if (!video || video.durationMs === null) return durationMs
  return Math.min(durationMs, video.startMs + video.durationMs)
}

/** Numbers of frames at the middle of equal parts of a film. */
export function sampleFrames(durationMs: number, { num, den }: FrameRate, count: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    Math.round((durationMs * (index + 0.5) * num) / (count * den * 1000)),
  )
}

/** Reads the blocks that `metadata=print` wrote: for each rung the best SSIM of its window, and mean luma of both sides. */
export function parseComparison(stdout: string, rungs: number): (Omit<PictureSample, 'atMs'> | null)[] {
  const blocks = stdout.split(/^frame:/m).map(readBlock)
  return Array.from({ length: rungs }, (_, rung) => {
    const own = blocks.filter((block) => block.get('marquee.rung') === String(rung))
    const source = own.find((block) => block.get('marquee.side') === 'source')
    const best = own
      .filter((block) => block.has('lavfi.ssim.All'))
      .toSorted((a, b) => numberOf(b, 'lavfi.ssim.All') - numberOf(a, 'lavfi.ssim.All'))[0]
    if (!source || !best) return null
    return {
      ssim: numberOf(best, 'lavfi.ssim.All'),
      sourceLuma: numberOf(source, 'lavfi.signalstats.YAVG'),
      rungLuma: numberOf(best, 'lavfi.signalstats.YAVG'),
    }
  })
}

// Time stamps stay the file's own, counted from its zero as the encode counts them, so that frames are told by them
// and a seek need only land somewhere before the frame meant.
function compareArguments(input: Comparison, frames: readonly number[]): string[] {
  const { frameRate } = input.ladder
  const readings = inReadings(frames, frameRate)
  return [
    ...quietArguments,
    '-copyts',
    '-start_at_zero',
    ...readings.flatMap(([first = 0]) => [
      ...seekArguments(sourceSeek(first, frameRate, input.probe.container)),
      ...zeroArguments(input.probe.container),
      ...inputArguments(input.source, input.probe.container),
    ]),
    ...frames.flatMap((frame) =>
      input.rungs.flatMap(({ file, segmentStartsS }) => [
        // A few pictures of each: threads would cost more to fill than they give.
        '-threads',
        '1',
        ...seekArguments(rungSeek(segmentStartsS, input.ladder, secondsOf(frame, frameRate))),
        ...inputArguments(file, 'mov'),
      ]),
    ),
    '-filter_complex',
    [
      ...readings.map((reading, index) => sourceGraph(input, reading, index)),
      ...frames.flatMap((frame, moment) => momentGraph(input, frame, moment, readings.length)),
    ].join(';'),
    ...frames.flatMap((_, moment) =>
      input.rungs.flatMap((__, rung) => [
        '-map',
        `[o${moment * input.rungs.length + rung}]`,
        '-f',
        'null',
        '-',
      ]),
    ),
  ]
}

/** Frames that one reading of the source reaches one after the other. */
function inReadings(frames: readonly number[], frameRate: FrameRate): number[][] {
  const readings: number[][] = []
  for (const frame of frames) {
    const last = readings.at(-1)
    if (last && secondsOf(frame - (last.at(-1) ?? 0), frameRate) < ONE_READING_S) last.push(frame)
    else readings.push([frame])
  }
  return readings
}

function sourceSeek(frame: number, frameRate: FrameRate, container: string): number {
  const ahead = UNINDEXED.has(container) ? UNINDEXED_AHEAD_S : SEEK_AHEAD_S
  return Math.max(0, secondsOf(frame, frameRate) - ahead)
}

/**
 * A moment in the first half of the segment's first group of pictures. ffmpeg knows of a packaged track only what
 * `sidx` lists, whole segments: a seek to a later group of pictures lands on the next segment, past the frame meant.
 */
export function rungSeek(
  segmentStartsS: readonly number[],
  { frameRate, gopFrames }: Pick<Ladder, 'frameRate' | 'gopFrames'>,
  atS: number,
): number {
  const frameS = frameRate.den / frameRate.num
  const start = segmentStartsS.findLast((startS) => startS <= atS + frameS / 2) ?? 0
  return start === 0 ? 0 : start + (gopFrames * frameS) / 2
}

function seekArguments(seconds: number): string[] {
  return seconds === 0 ? [] : ['-noaccurate_seek', '-ss', seconds.toFixed(6)]
}

/** From a reading of the source to its frames, `[f<frame>]`, on the ladder's clock. */
function sourceGraph({ probe, ladder }: Comparison, frames: readonly number[], reading: number): string {
  const fromStart = sourceSeek(frames[0] ?? 0, ladder.frameRate, probe.container) === 0
  const clock = probe.video ? `${frameClock(probe.video, ladder.frameRate, fromStart).join(',')},` : ''
  // What the encode did to the colours is done to the source before it is compared: tone mapping is no damage.
  const largest = ladder.rungs.at(-1)
  const color = probe.video && largest ? `,${colorFilters(probe.video, largest).join(',')}` : ''
  return [
    `[${reading}:${probe.video?.streamIndex ?? 'v'}]${clock}split=${frames.length}${frames.map((frame) => `[r${frame}]`).join('')}`,
    // The clock's own time base is a frame.
    ...frames.map((frame) => `[r${frame}]trim=start_pts=${frame}:end_pts=${frame + 1}${color}[f${frame}]`),
  ].join(';')
}

/** From a moment's frame and its rungs, whose inputs come behind all readings, to outputs that print what they compare. */
function momentGraph(
  { ladder, rungs }: Comparison,
  frame: number,
  moment: number,
  readings: number,
): string[] {
  const timeOf = (frames: number): string => secondsOf(frames, ladder.frameRate).toFixed(6)
  const ownTrim = `trim=start=${timeOf(frame - NEIGHBOURS - 0.5)}:end=${timeOf(frame + NEIGHBOURS + 0.5)}`
  const print = `metadata=mode=print:file='pipe\\:1':direct=1`
  const tag = (key: string, value: string | number): string =>
    `metadata=mode=add:key=marquee.${key}:value=${value}`
  const normal = 'setsar=1,format=yuv420p,signalstats'
  const numbered = rungs.map(({ rung }, index) => ({ rung, label: moment * rungs.length + index }))
  return [
    `[f${frame}]split=${rungs.length}${numbered.map(({ label }) => `[s${label}]`).join('')}`,
    ...numbered.flatMap(({ rung, label }) => [
      `[s${label}]scale=${rung.width}:${rung.height}:flags=bicubic,${normal},${tag('rung', label)},${tag('side', 'source')},${print},loop=${2 * NEIGHBOURS}:1:0,setpts=N/TB[q${label}]`,
      `[${readings + label}:v]${ownTrim},scale=${rung.width}:${rung.height},${normal},${tag('rung', label)},setpts=N/TB[e${label}]`,
      `[e${label}][q${label}]ssim,${print}[o${label}]`,
    ]),
  ]
}

function readBlock(block: string): Map<string, string> {
  return new Map(
    block.split('\n').flatMap((line) => {
      const split = line.indexOf('=')
      return split > 0 ? [[line.slice(0, split), line.slice(split + 1).trim()] as const] : []
    }),
  )
}

function numberOf(block: Map<string, string>, key: string): number {
  const value = Number(block.get(key))
  return Number.isFinite(value) ? value : 0
}
