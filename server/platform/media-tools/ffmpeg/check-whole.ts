import { open } from 'node:fs/promises'
import { MediaToolError } from '../errors.ts'
import type { CheckWholeInput, RunOptions } from '../port.ts'
import { probeLimits } from '../sandbox/limits.ts'
import { declaredSeconds, readMovIndex } from './mov-index.ts'
import { inputArguments, runTool } from './run-tool.ts'

/** Containers that say how long they are apart from what they hold; of the others the last packet is the end. */
const DECLARING = new Set(['mov', 'matroska'])
/** How far before the end is looked: further than one packet lasts. */
const TAIL_S = 10
/** What a film may lack of the length it declares. */
const TOLERANCE_MS = 1500

/**
 * Looks for the end of a film that says in its own index how long it is, while it is still being probed: when its last
 * packet ends, in milliseconds; null where it has no such index or could not be looked at in moments.
 */
export async function lookForEnd(
  ffprobePath: string,
  file: string,
  { signal }: RunOptions,
): Promise<number | null> {
  const declaredS = declaredSeconds(await readMovIndex(file))
  return declaredS === null ? null : readTail(ffprobePath, { file, container: 'mov', declaredS, signal })
}

/**
 * Reads the last packets of a film, unless it is known where they end; throws `cut-short` when they end well before the
 * declared length does. A file whose end can't be looked at in moments is taken for whole: the check of its package is
 * stricter.
 */
export async function checkWhole(
  ffprobePath: string,
  { file, probe, foundEndMs = null, signal }: CheckWholeInput,
): Promise<void> {
  const { container, durationMs } = probe
  if (container === 'avi') await checkRiff(file)
  if (!DECLARING.has(container) || !probe.video || durationMs <= 0) return
  const declaredS = durationMs / 1000
  const endMs = foundEndMs ?? (await readTail(ffprobePath, { file, container, declaredS, signal }))
  if (endMs === null || durationMs - endMs <= TOLERANCE_MS) return
  const detail = `The film ends after ${(endMs / 1000).toFixed(1)} s of ${declaredS.toFixed(1)} s`
  throw new MediaToolError('cut-short', detail)
}

async function readTail(
  ffprobePath: string,
  { file, container, declaredS, signal }: RunOptions & { file: string; container: string; declaredS: number },
): Promise<number | null> {
  const from = Math.max(0, declaredS - TAIL_S)
  const { stdout } = await runTool({
    tool: ffprobePath,
    args: [
      '-v',
      'error',
      '-read_intervals',
      `${from.toFixed(3)}%`,
      '-show_entries',
      'packet=pts_time,duration_time:format=start_time',
      '-of',
      'json',
      ...inputArguments(file, container),
    ],
    failure: 'decode-failed',
    limits: probeLimits,
    signal,
  }).catch((error: unknown) => {
    if (error instanceof MediaToolError) return { stdout: '' }
    throw error
  })
  return readEnd(stdout)
}

/** ffprobe takes what there is of an AVI for its length; its first bytes say how many there were. */
async function checkRiff(file: string): Promise<void> {
  await using handle = await open(file, 'r')
  const { size } = await handle.stat()
  const { buffer } = await handle.read(Buffer.alloc(8), 0, 8, 0)
  const declared = buffer.readUInt32LE(4) + 8
  if (declared <= size) return
  throw new MediaToolError('cut-short', `The file has ${size} bytes of ${declared}`)
}

/** When the last packet ends, in milliseconds from the film's zero; null where nothing could be read. */
function readEnd(json: string): number | null {
  const answer = parseTail(json)
  if (!answer) return null
  const zero = Number(answer.format?.start_time ?? 0) || 0
  const ends = (answer.packets ?? []).map(
    (packet) => Number(packet.pts_time) + (Number(packet.duration_time ?? 0) || 0) - zero,
  )
  return Math.max(0, ...ends.filter(Number.isFinite)) * 1000
}

interface Tail {
  packets?: { pts_time?: string; duration_time?: string }[]
  format?: { start_time?: string }
}

function parseTail(json: string): Tail | null {
  try {
    return JSON.parse(json) as Tail
  } catch {
    return null
  }
}
