import { createHash } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { inputArguments, outputPath, quietArguments, runTool } from '../ffmpeg/run-tool.ts'
import type { ReadPictureSubtitlesInput } from '../port.ts'

/** A subtitle picture and when it is to be seen. */
export type RenderedCue = {
  startMs: number
  endMs: number
  /** A PNG with alpha as large as the subtitle's frame. */
  file: string
  box: Box
  frameHeight: number
}

export type Box = { left: number; top: number; width: number; height: number }

/** A picture that nothing takes away again is not shown for longer. */
const LONGEST_MS = 7000
/** Lighter than this is edge or shadow, not letter. */
const VISIBLE_ALPHA = 40

/**
 * Draws every subtitle of a picture stream (PGS, VobSub, DVB) with its times from the film's zero. ffmpeg gives a
 * frame at each change, an empty one where a subtitle ends, and repeats of frames, which are dropped here.
 */
export async function renderCues(
  ffmpegPath: string,
  input: Pick<ReadPictureSubtitlesInput, 'file' | 'probe' | 'streamIndex' | 'signal'> & { folder: string },
): Promise<RenderedCue[]> {
  await rm(input.folder, { recursive: true, force: true })
  await mkdir(input.folder, { recursive: true })
  await runTool({
    tool: ffmpegPath,
    args: [
      ...quietArguments,
      ...inputArguments(input.file, input.probe.container),
      '-filter_complex',
      `[0:${input.streamIndex}]settb=1/1000,format=rgba[v]`,
      '-map',
      '[v]',
      '-fps_mode',
      'passthrough',
      '-enc_time_base',
      '1/1000',
      '-frame_pts',
      '1',
      '-f',
      'image2',
      outputPath(join(input.folder, '%d.png')),
    ],
    failure: 'decode-failed',
    signal: input.signal,
  })
  const changes = await readChanges(input.folder, input.signal)
  return toCues(changes, input.probe.durationMs)
}

type Change = { atMs: number; look: string; file: string; box: Box | null; frameHeight: number }

async function readChanges(folder: string, signal: AbortSignal | undefined): Promise<Change[]> {
  const times = (await readdir(folder))
    .filter((name) => name.endsWith('.png'))
    .map((name) => Number(name.slice(0, -'.png'.length)))
    .sort((a, b) => a - b)
  const changes: Change[] = []
  for (const atMs of times) {
    signal?.throwIfAborted()
    const file = join(folder, `${atMs}.png`)
    const change = { atMs, file, ...(await look(file)) }
    if (change.look !== (changes.at(-1)?.look ?? '')) changes.push(change)
  }
  return changes
}

async function look(file: string): Promise<Pick<Change, 'look' | 'box' | 'frameHeight'>> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const box = findBox(data, info.width, info.height)
  const digest = box ? createHash('sha1').update(data).digest('hex') : ''
  return { look: digest, box, frameHeight: info.height }
}

/** The smallest box around everything that is to be seen of an RGBA picture, null when nothing is. */
export function findBox(rgba: Uint8Array, width: number, height: number): Box | null {
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((rgba[(y * width + x) * 4 + 3] ?? 0) < VISIBLE_ALPHA) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** Makes cues of changes in order of time: each ends where the next begins or the picture is taken away. */
function toCues(changes: readonly Change[], durationMs: number): RenderedCue[] {
  return changes.flatMap(({ atMs, box, file, frameHeight }, index) => {
    const startMs = Math.max(0, atMs)
    const endMs = Math.min(changes[index + 1]?.atMs ?? Infinity, startMs + LONGEST_MS, durationMs)
    return box && endMs > startMs ? [{ startMs, endMs, file, box, frameHeight }] : []
  })
}
