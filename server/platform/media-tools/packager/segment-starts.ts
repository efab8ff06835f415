import type { Ladder } from '../port.ts'

/** What a segment of a packaged track is meant to last. */
export const SEGMENT_SECONDS = 4

/** When the packager will begin each segment, in seconds: at the first key frame of each length. */
export function planSegmentStarts(
  { frameRate, gopFrames }: Pick<Ladder, 'frameRate' | 'gopFrames'>,
  durationMs: number,
): number[] {
  const starts: number[] = []
  const gopS = (gopFrames * frameRate.den) / frameRate.num
  for (let key = 0, next = 0; key * gopS * 1000 < durationMs; key++) {
    const length = Math.floor((key * gopS) / SEGMENT_SECONDS + 1e-9)
    if (length < next) continue
    starts.push(key * gopS)
    next = length + 1
  }
  return starts
}
