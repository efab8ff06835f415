import type { TrackChoice } from './chosen-tracks.ts'

/** Remembers the choice of tracks for the whole series; when it can't, the next film only starts with the usual ones. */
export function keepTracks(titleId: string, choice: TrackChoice): void {
  void fetch('/api/me/tracks', {
    method: 'PUT',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ titleId, ...choice }),
  }).catch(() => undefined)
}
