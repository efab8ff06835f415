import { open, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseMediaPlaylist, type Segment } from './playlists.ts'

export interface Measure {
  durationMs: number
  sizeBytes: number
  segments: number
  averageBandwidth: number
  peakBandwidth: number
  /** What is wrong with its segments, null when nothing is. */
  fault: string | null
}

const SEGMENT_BOXES = new Set(['moof', 'styp', 'sidx', 'emsg', 'prft'])
/** Shorter ones (a film's last) say nothing of a stream's peak: RFC 8216 leaves out what is under half the target. */
const PEAK_MIN_SHARE = 0.5

/** Measures a track by its own playlist and bytes: lengths, bandwidths, and that each segment begins where it is said to. */
export async function measurePlaylist(playlistPath: string): Promise<Measure> {
  const playlist = parseMediaPlaylist(await readFile(playlistPath, 'utf8'))
  const { segments } = playlist
  const folder = dirname(playlistPath)
  const seconds = segments.reduce((sum, segment) => sum + segment.durationS, 0)
  const lengths: number[] = []
  let fault = segments.length === 0 ? 'no segments' : playlist.ended ? null : 'playlist without an end'
  for (const segment of segments) {
    const { length, problem } = await inspectSegment(folder, segment)
    lengths.push(length)
    fault ??= problem
  }
  const mediaBytes = lengths.reduce((sum, length) => sum + length, 0)
  return {
    durationMs: Math.round(seconds * 1000),
    sizeBytes: mediaBytes + (playlist.map?.length ?? 0),
    segments: segments.length,
    averageBandwidth: seconds > 0 ? Math.ceil((mediaBytes * 8) / seconds) : 0,
    peakBandwidth: peakOf(segments, lengths, playlist.targetDurationS),
    fault,
  }
}

/** When each segment of a playlist begins, in seconds. */
export async function readSegmentStarts(playlistPath: string): Promise<number[]> {
  const { segments } = parseMediaPlaylist(await readFile(playlistPath, 'utf8'))
  let nextS = 0
  return segments.map(({ durationS }) => (nextS += durationS) - durationS)
}

function peakOf(segments: readonly Segment[], lengths: readonly number[], targetS: number): number {
  const rates = segments.map((segment, index) => ({
    durationS: segment.durationS,
    rate: segment.durationS > 0 ? ((lengths[index] ?? 0) * 8) / segment.durationS : 0,
  }))
  const long = rates.filter(({ durationS }) => durationS >= targetS * PEAK_MIN_SHARE)
  return Math.ceil(Math.max(0, ...(long.length > 0 ? long : rates).map(({ rate }) => rate)))
}

async function inspectSegment(
  folder: string,
  segment: Segment,
): Promise<{ length: number; problem: string | null }> {
  const path = join(folder, segment.uri)
  const { size } = await stat(path)
  const length = segment.length ?? size
  if (segment.durationS <= 0) return { length, problem: 'a segment without duration' }
  if (segment.offset + length > size) return { length, problem: `a segment beyond the end of ${segment.uri}` }
  await using handle = await open(path, 'r')
  const head = Buffer.alloc(8)
  await handle.read(head, 0, 8, segment.offset)
  const box = head.toString('latin1', 4, 8)
  return {
    length,
    problem: SEGMENT_BOXES.has(box) ? null : `a segment of ${segment.uri} begins amid another`,
  }
}
