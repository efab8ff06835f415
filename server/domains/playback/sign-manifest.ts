import type { PlaybackManifestDto } from '../media/schemas.ts'
import type { PlaybackDto } from './schemas.ts'
import { signMediaPath } from './signed-path.ts'

export type SignedManifest = Pick<PlaybackDto, 'hls' | 'dash' | 'subtitleTracks' | 'storyboard'>

/** Signs every path of a manifest; one signature serves them all. */
export function signManifest(
  manifest: PlaybackManifestDto,
  signKey: (key: string) => string,
): SignedManifest {
  const sign = (path: string) => signKey(`${manifest.storagePrefix}${path}`)
  return {
    hls: sign(manifest.hls),
    dash: manifest.dash === null ? null : sign(manifest.dash),
    subtitleTracks: manifest.subtitleTracks.map(({ path, ...track }) => ({ ...track, url: sign(path) })),
    storyboard: manifest.storyboard && {
      ...manifest.storyboard,
      sheets: manifest.storyboard.sheets.map(sign),
    },
  }
}

/** Gives the signed address of one picture, or null where there is none. */
export function signStill(key: string | null, now: Date): string | null {
  return key === null ? null : signMediaPath(key, { lifetime: 'artwork', now })
}
