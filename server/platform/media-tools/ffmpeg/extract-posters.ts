import { join } from 'node:path'
import { MediaToolError } from '../errors.ts'
import type { MediaProbe, PosterCandidate, RunOptions } from '../port.ts'
import { mapAtOnce } from './map-at-once.ts'
import { inputArguments, outputPath, quietArguments, runTool } from './run-tool.ts'

const MAX_WIDTH = 1280
/** Frames looked at for the most typical one, so that a blink or a cut is not what is kept. */
const LOOK_FRAMES = 12
const AT_ONCE = 2

/** Writes `count` stills spread over the film as WebP, at most 1280 px wide, never above the source. */
export async function extractPosters(
  ffmpegPath: string,
  input: RunOptions & { file: string; probe: MediaProbe; count: number; outputDir: string },
): Promise<PosterCandidate[]> {
  const { video, durationMs, container } = input.probe
  if (!video) throw new MediaToolError('no-video', 'There is no picture to take stills from')
  const scale = Math.min(1, MAX_WIDTH / video.width)
  const width = even(video.width * scale)
  const height = even(video.height * scale)
  return mapAtOnce(AT_ONCE, posterTimes(durationMs, input.count), async (atMs, index) => {
    const file = join(input.outputDir, `poster-${index + 1}.webp`)
    await runTool({
      tool: ffmpegPath,
      args: [
        ...quietArguments,
        '-ss',
        (atMs / 1000).toFixed(3),
        ...inputArguments(input.file, container),
        '-map',
        `0:${video.streamIndex}`,
        '-vf',
        `thumbnail=${LOOK_FRAMES},scale=${width}:${height},setsar=1`,
        '-frames:v',
        '1',
        '-c:v',
        'libwebp',
        '-quality',
        '82',
        '-f',
        'webp',
        outputPath(file),
      ],
      failure: 'decode-failed',
      signal: input.signal,
    })
    return { file, atMs, width, height }
  })
}

/** Moments at the middle of equal parts, which leaves out titles' first and credits' last seconds. */
export function posterTimes(durationMs: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.round((durationMs * (index + 0.5)) / count))
}

function even(value: number): number {
  return Math.max(2, Math.round(value / 2) * 2)
}
