import type { PlaybackDto } from '#server/domains/playback/schemas.ts'

export type Renewal =
  { outcome: 'renewed'; playback: PlaybackDto } | { outcome: 'sign-in' | 'gone' | 'network' }

/** Asks for newly signed addresses of the version that plays; once that is gone, the asset's newest is given. */
export async function renewAddresses({
  assetId,
  versionId,
}: Pick<PlaybackDto, 'assetId' | 'versionId'>): Promise<Renewal> {
  try {
    const response = await fetch(`/api/playback/${assetId}?playing=${versionId}`, { cache: 'no-store' })
    if (response.status === 401) return { outcome: 'sign-in' }
    if (response.status === 403 || response.status === 404) return { outcome: 'gone' }
    if (!response.ok) return { outcome: 'network' }
    return { outcome: 'renewed', playback: (await response.json()) as PlaybackDto }
  } catch {
    return { outcome: 'network' }
  }
}
