import { stat } from 'node:fs/promises'
import { mapAtOnce } from '../../concurrency/map-at-once.ts'
import { inputArguments, quietArguments, runTool } from '../ffmpeg/run-tool.ts'
import { secondsOf } from '../ffmpeg/stretch.ts'
import type { Ladder, RunOptions, Rung, SampledSource } from '../port.ts'
import { sampledBytes, sampledFile } from './sample-source.ts'

export interface PictureSample {
  atMs: number
  /** 0 to 1 over luma and chroma. */
  ssim: number
  /** Mean luma, 16 to 235 where the range is limited. */
  sourceLuma: number
  rungLuma: number
}

/**
 * The frame meant and one neighbour on each side: the best of the three counts, as sources with a clock of their own
 * may round otherwise.
 */
const NEIGHBOURS = 1
/** Two processes where there is enough for both: one spends half of its time opening files. */
const AT_ONCE = 2
const LEAST_SHARE = 3
interface ComparedRung {
  rung: Rung
  file: string
  /** When each of its segments begins, in seconds. */
  segmentStartsS: readonly number[]
}

interface Comparison {
  sampled: SampledSource
  ladder: Ladder
  rungs: readonly ComparedRung[]
}

/** Compares frames of each rung with what was kept of its source at the same moments. */
export async function comparePictures(
  ffmpegPath: string,
  input: RunOptions & Comparison,
): Promise<PictureSample[][]> {
  const { frameRate } = input.ladder
  const rungs = input.rungs.length
  const frames = await findKept(input)
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

/** The moments at which the source had a picture: one of its own, whole, for every rung. */
async function findKept({ sampled, rungs }: Comparison): Promise<number[]> {
  const kept = await Promise.all(
    sampled.frames.map(async (frame) => {
      const sizes = rungs.map(async ({ rung }) => {
        const found = await stat(sampledFile(sampled, frame, rung)).catch(() => null)
        return found?.size === sampledBytes(rung)
      })
      return (await Promise.all(sizes)).every(Boolean) ? [frame] : []
    }),
  )
  return kept.flat()
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

// Time stamps stay the track's own, so that frames are told by them and a seek need only land before the frame meant.
function compareArguments({ sampled, ladder, rungs }: Comparison, frames: readonly number[]): string[] {
  const { num, den } = ladder.frameRate
  return [
    ...quietArguments,
    '-copyts',
    '-start_at_zero',
    ...frames.flatMap((frame) =>
      rungs.flatMap(({ rung, file, segmentStartsS }) =>
        [
          ['-video_size', `${rung.width}x${rung.height}`, '-pixel_format', 'yuv420p'],
          ['-framerate', `${num}/${den}`],
          inputArguments(sampledFile(sampled, frame, rung), 'rawvideo'),
          // A few pictures of each: threads would cost more to fill than they give.
          ['-threads', '1'],
          seekArguments(rungSeek(segmentStartsS, ladder, secondsOf(frame, ladder.frameRate))),
          inputArguments(file, 'mov'),
        ].flat(),
      ),
    ),
    '-filter_complex',
    frames.flatMap((frame, moment) => momentGraph(ladder, rungs, frame, moment)).join(';'),
    ...frames.flatMap((_, moment) =>
      rungs.flatMap((__, rung) => ['-map', `[o${moment * rungs.length + rung}]`, '-f', 'null', '-']),
    ),
  ]
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

/** From what was kept of a moment and its rungs to outputs that print what they compare. */
function momentGraph(
  { frameRate }: Ladder,
  rungs: readonly ComparedRung[],
  frame: number,
  moment: number,
): string[] {
  const timeOf = (frames: number): string => secondsOf(frames, frameRate).toFixed(6)
  const ownTrim = `trim=start=${timeOf(frame - NEIGHBOURS - 0.5)}:end=${timeOf(frame + NEIGHBOURS + 0.5)}`
  const print = `metadata=mode=print:file='pipe\\:1':direct=1`
  const tag = (key: string, value: string | number): string =>
    `metadata=mode=add:key=marquee.${key}:value=${value}`
  const normal = 'setsar=1,format=yuv420p,signalstats'
  return rungs.flatMap(({ rung }, index) => {
    const label = moment * rungs.length + index
    return [
      `[${2 * label}:v]${normal},${tag('rung', label)},${tag('side', 'source')},${print},loop=${2 * NEIGHBOURS}:1:0,setpts=N/TB[q${label}]`,
      `[${2 * label + 1}:v]${ownTrim},scale=${rung.width}:${rung.height},${normal},${tag('rung', label)},setpts=N/TB[e${label}]`,
      `[e${label}][q${label}]ssim,${print}[o${label}]`,
    ]
  })
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
