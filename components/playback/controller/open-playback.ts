import type { PlaybackDto } from '#server/domains/playback/schemas.ts'

export type Opening =
  { outcome: 'opened'; playback: PlaybackDto } | { outcome: 'sign-in' | 'gone' | 'refused' | 'network' }

/**
 * Asks for a playback session of what plays: the living one goes on, one that is over is followed by another. Of a
 * version that is gone the asset's newest is given. `refused`: the page knows why, and what to do.
 */
export async function openPlayback({
  assetId,
  versionId,
}: Pick<PlaybackDto, 'assetId' | 'versionId'>): Promise<Opening> {
  try {
    const response = await fetch(`/api/playback/${assetId}?playing=${versionId}`, { cache: 'no-store' })
    if (response.status === 401) return { outcome: 'sign-in' }
    if (response.status === 404) return { outcome: 'gone' }
    if (response.status === 403 || response.status === 409) return { outcome: 'refused' }
    if (!response.ok) return { outcome: 'network' }
    return { outcome: 'opened', playback: (await response.json()) as PlaybackDto }
  } catch {
    return { outcome: 'network' }
  }
}
