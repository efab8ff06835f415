import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MediaToolError } from '../errors.ts'
import type { Ladder, PosterCandidate, RunOptions, Rung } from '../port.ts'
import { webpColor } from './color-filters.ts'
import { inputArguments, outputPath, quietArguments, runTool } from './run-tool.ts'

const MAX_WIDTH = 1280
/** Pictures looked at for the most typical one, so that a blink or a cut is not what is kept. */
const LOOK_KEY_FRAMES = 3
const LOOK_FRAMES = 12

/**
 * Writes `count` stills spread over the film as WebP, at most 1280 px wide, from an encoded rung: its key frames alone
 * where there are enough, at a fraction of what decoding the source costs. A film of fewer frames gives fewer.
 */
export async function extractPosters(
  ffmpegPath: string,
  input: RunOptions & {
    encodedRung: string
    rung: Rung
    ladder: Ladder
    durationMs: number
    count: number
    outputDir: string
  },
): Promise<PosterCandidate[]> {
  const { rung, outputDir } = input
  const scale = Math.min(1, MAX_WIDTH / rung.width)
  const [width, height] = [even(rung.width * scale), even(rung.height * scale)]
  const { keyFramesOnly, look, starts, atMs } = planPosters(input.durationMs, input.ladder, input.count)
  const windows = starts.map((start) => `between(n,${start},${start + look - 1})`).join('+')
  await runTool({
    tool: ffmpegPath,
    args: [
      ...quietArguments,
      ...(keyFramesOnly ? ['-skip_frame', 'nokey'] : []),
      ...inputArguments(input.encodedRung, 'mov'),
      '-vf',
      [
        `select='${windows}'`,
        ...(look > 1 ? [`thumbnail=${look}`] : []),
        `scale=${width}:${height}:${webpColor}`,
      ].join(','),
      '-fps_mode',
      'passthrough',
      '-c:v',
      'libwebp',
      '-quality',
      '82',
      '-f',
      'image2',
      outputPath(join(outputDir, 'poster-%d.webp')),
    ],
    failure: 'encode-failed',
    givesWay: true,
    signal: input.signal,
  })
  const written = new Set(await readdir(outputDir))
  const posters = atMs.flatMap((at, index) => {
    const name = `poster-${index + 1}.webp`
    return written.has(name) ? [{ file: join(outputDir, name), atMs: at, width, height }] : []
  })
  if (posters.length === 0) throw new MediaToolError('encode-failed', 'No still could be taken of the film')
  return posters
}

/**
 * Which pictures are looked at for each still, counted in key frames or in frames: `look` of them from each start, at
 * the middle of equal parts, which leaves out titles' first and credits' last seconds.
 */
export function planPosters(
  durationMs: number,
  { frameRate, gopFrames }: Pick<Ladder, 'frameRate' | 'gopFrames'>,
  count: number,
): { keyFramesOnly: boolean; look: number; starts: number[]; atMs: number[] } {
  const frameMs = (frameRate.den * 1000) / frameRate.num
  const keyFrames = Math.ceil(durationMs / (frameMs * gopFrames))
  const keyFramesOnly = keyFrames >= count
  const stepMs = keyFramesOnly ? frameMs * gopFrames : frameMs
  const total = keyFramesOnly ? keyFrames : Math.max(1, Math.floor(durationMs / frameMs))
  const parts = Math.min(count, total)
  const look = Math.min(keyFramesOnly ? LOOK_KEY_FRAMES : LOOK_FRAMES, Math.floor(total / parts))
  const starts = Array.from({ length: parts }, (_, index) =>
    Math.max(0, Math.floor(((index + 0.5) * total) / parts - look / 2)),
  )
  const atMs = starts.map((start) => Math.round((start + Math.floor(look / 2)) * stepMs))
  return { keyFramesOnly, look, starts, atMs }
}

function even(value: number): number {
  return Math.max(2, Math.round(value / 2) * 2)
}
