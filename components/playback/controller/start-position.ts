import type { PlaybackDto } from '#server/domains/playback/schemas.ts'
import type { PendingReport } from './progress-reporter.ts'

/** How far apart the clocks of device and server may stand before the device's word is doubted. */
const clockToleranceMs = 60_000
const resumeFrom = 0.05
const resumeUpTo = 0.9

/**
 * Gives the second to start at: the server's resume position, unless this device still holds a newer report that the
 * server never confirmed (a page closed while offline, a reload quicker than its last report).
 */
export function startPosition(
  playback: Pick<PlaybackDto, 'resume' | 'durationMs'>,
  pending: PendingReport | null,
): number {
  const { positionMs, watchedAt } = playback.resume
  const serverAt = watchedAt === null ? -Infinity : Date.parse(watchedAt)
  if (pending === null || pending.measuredAt + clockToleranceMs < serverAt) return positionMs / 1000
  const share = pending.positionMs / playback.durationMs
  return share >= resumeFrom && share < resumeUpTo ? pending.positionMs / 1000 : 0
}
