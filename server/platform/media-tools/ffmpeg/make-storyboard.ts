import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MediaToolError } from '../errors.ts'
import type { Ladder, RunOptions, Rung, Storyboard } from '../port.ts'
import { webpColor } from './color-filters.ts'
import { inputArguments, outputPath, quietArguments, runTool } from './run-tool.ts'

const TILE_WIDTH = 320
const SIDE = 10
const SHORT_FILM_MS = 5 * 60 * 1000
const LONG_INTERVAL_MS = 10_000

/**
 * Writes tile sheets with `storyboard.json` and `storyboard.vtt`. Reads the key frames of an encoded rung alone:
 * they lie exactly one group of pictures apart, which the source's own do not.
 */
export async function makeStoryboard(
  ffmpegPath: string,
  input: RunOptions & {
    encodedRung: string
    rung: Rung
    ladder: Ladder
    durationMs: number
    outputDir: string
  },
): Promise<Storyboard> {
  const layout = planStoryboard(input.durationMs, input.ladder, input.rung)
  await runTool({
    tool: ffmpegPath,
    args: [
      ...quietArguments,
      '-skip_frame',
      'nokey',
      ...inputArguments(input.encodedRung, 'mov'),
      '-vf',
      `select='not(mod(n,${layout.everyKeyFrames}))',scale=${layout.tileWidth}:${layout.tileHeight}:${webpColor},tile=${layout.columns}x${layout.rows}`,
      '-fps_mode',
      'passthrough',
      '-c:v',
      'libwebp',
      '-quality',
      '70',
      '-f',
      'image2',
      outputPath(join(input.outputDir, 'sheet-%03d.webp')),
    ],
    failure: 'encode-failed',
    givesWay: true,
    signal: input.signal,
  })
  const sheets = (await readdir(input.outputDir)).filter((name) => /^sheet-\d+\.webp$/.test(name)).sort()
  const wanted = Math.ceil(layout.count / (layout.columns * layout.rows))
  if (sheets.length < wanted)
    throw new MediaToolError('encode-failed', 'The storyboard is shorter than the film')
  const { everyKeyFrames: _, ...shape } = layout
  const storyboard: Storyboard = { ...shape, sheets: sheets.slice(0, wanted) }
  await writeFile(join(input.outputDir, 'storyboard.json'), JSON.stringify(storyboard))
  await writeFile(join(input.outputDir, 'storyboard.vtt'), writeStoryboardVtt(storyboard, input.durationMs))
  return storyboard
}

/** How a film's storyboard is laid out: a tile a key frame for short films, about every 10 s for others. */
export function planStoryboard(
  durationMs: number,
  ladder: Pick<Ladder, 'frameRate' | 'gopFrames'>,
  rung: Pick<Rung, 'width' | 'height'>,
): Omit<Storyboard, 'sheets'> & { everyKeyFrames: number } {
  const gopMs = (ladder.gopFrames * ladder.frameRate.den * 1000) / ladder.frameRate.num
  const everyKeyFrames = durationMs < SHORT_FILM_MS ? 1 : Math.max(1, Math.round(LONG_INTERVAL_MS / gopMs))
  const intervalMs = Math.round(gopMs * everyKeyFrames)
  const count = Math.max(1, Math.floor((durationMs - 1) / (gopMs * everyKeyFrames)) + 1)
  return {
    everyKeyFrames,
    intervalMs,
    tileWidth: TILE_WIDTH,
    tileHeight: Math.max(2, Math.round((TILE_WIDTH * rung.height) / rung.width / 2) * 2),
    columns: Math.min(SIDE, count),
    rows: Math.min(SIDE, Math.ceil(count / SIDE)),
    count,
  }
}

/** WebVTT thumbnails as players read them: one cue a tile, `sheet#xywh=x,y,w,h`. */
export function writeStoryboardVtt(storyboard: Storyboard, durationMs: number): string {
  const perSheet = storyboard.columns * storyboard.rows
  const cues = Array.from({ length: storyboard.count }, (_, tile) => {
    const start = tile * storyboard.intervalMs
    const end = Math.min(durationMs, start + storyboard.intervalMs)
    const place = tile % perSheet
    const x = (place % storyboard.columns) * storyboard.tileWidth
    const y = Math.floor(place / storyboard.columns) * storyboard.tileHeight
    const sheet = storyboard.sheets[Math.floor(tile / perSheet)] ?? ''
    return `${vttTime(start)} --> ${vttTime(end)}\n${sheet}#xywh=${x},${y},${storyboard.tileWidth},${storyboard.tileHeight}\n`
  })
  return `WEBVTT\n\n${cues.join('\n')}`
}

function vttTime(ms: number): string {
  const part = (value: number, digits: number): string => String(value).padStart(digits, '0')
  return `${part(Math.floor(ms / 3_600_000), 2)}:${part(Math.floor(ms / 60_000) % 60, 2)}:${part(Math.floor(ms / 1000) % 60, 2)}.${part(ms % 1000, 3)}`
}
