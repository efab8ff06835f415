import { inputArguments, quietArguments, runTool } from '../ffmpeg/run-tool.ts'
import type { Ladder, MediaProbe, RunOptions, Rung } from '../port.ts'

export interface PictureSample {
  atMs: number
  /** 0 to 1 over luma and chroma. */
  ssim: number
  /** Mean luma, 16 to 235 where the range is limited. */
  sourceLuma: number
  rungLuma: number
}

/** A rung's frame may be its neighbour where a variable rate was made constant: the best of three counts. */
const WINDOW = 3

/** Compares frames of each rung, at moments spread over the film, with the source scaled to that rung. */
export async function comparePictures(
  ffmpegPath: string,
  input: RunOptions & {
    source: string
    probe: MediaProbe
    ladder: Ladder
    rungs: readonly { rung: Rung; file: string }[]
    samples: number
  },
): Promise<PictureSample[][]> {
  const results: PictureSample[][] = input.rungs.map(() => [])
  for (const atMs of sampleTimes(input.probe.durationMs, input.ladder, input.samples)) {
    const { stdout } = await runTool({
      tool: ffmpegPath,
      args: compareArguments(input, atMs),
      failure: 'decode-failed',
      signal: input.signal,
    })
    for (const [index, sample] of parseComparison(stdout, input.rungs.length).entries()) {
      if (sample) results[index]?.push({ atMs, ...sample })
    }
  }
  return results
}

/** Moments half a frame before the frame meant, so that no rounding steps over it. */
export function sampleTimes(durationMs: number, ladder: Pick<Ladder, 'frameRate'>, count: number): number[] {
  const frameMs = (ladder.frameRate.den * 1000) / ladder.frameRate.num
  return Array.from({ length: count }, (_, index) => {
    const frame = Math.round((durationMs * (index + 0.5)) / count / frameMs)
    return Math.max(0, (frame - 0.5) * frameMs)
  })
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

function compareArguments(
  input: { source: string; probe: MediaProbe; rungs: readonly { rung: Rung; file: string }[] },
  atMs: number,
): string[] {
  const seek = ['-ss', (atMs / 1000).toFixed(6)]
  return [
    ...quietArguments,
    ...seek,
    ...inputArguments(input.source, input.probe.container),
    ...input.rungs.flatMap(({ file }) => [...seek, ...inputArguments(file, 'mov')]),
    '-filter_complex',
    compareGraph(input),
    ...input.rungs.flatMap((_, index) => ['-map', `[o${index}]`, '-f', 'null', '-']),
  ]
}

function compareGraph(input: { probe: MediaProbe; rungs: readonly { rung: Rung }[] }): string {
  const { rungs } = input
  const { video } = input.probe
  const deinterlace = video?.interlaced ? 'yadif=deint=interlaced,' : ''
  const print = `metadata=mode=print:file='pipe\\:1':direct=1`
  const tag = (key: string, value: string | number): string =>
    `metadata=mode=add:key=marquee.${key}:value=${value}`
  const normal = 'setsar=1,format=yuv420p,signalstats'
  return [
    `[0:${video?.streamIndex ?? 'v'}]${deinterlace}trim=end_frame=1,split=${rungs.length}${rungs.map((_, index) => `[s${index}]`).join('')}`,
    ...rungs.flatMap(({ rung }, index) => [
      `[s${index}]scale=${rung.width}:${rung.height}:flags=bicubic,${normal},${tag('rung', index)},${tag('side', 'source')},${print},loop=${WINDOW - 1}:1:0,setpts=N/TB[q${index}]`,
      `[${index + 1}:v]trim=end_frame=${WINDOW},scale=${rung.width}:${rung.height},${normal},${tag('rung', index)},setpts=N/TB[e${index}]`,
      `[e${index}][q${index}]ssim,${print}[o${index}]`,
    ]),
  ].join(';')
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
