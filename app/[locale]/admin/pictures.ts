import type { Picture } from '#components/ui/artwork.tsx'
import type { ArtworkDto } from '#server/domains/catalogue/schemas.ts'
import { signMediaPath } from '#server/domains/playback/index.ts'

/** Gives a stored picture with signed addresses, good for weeks. */
export function toPicture(artwork: ArtworkDto | null, now: Date): Picture | null {
  if (!artwork) return null
  return {
    width: artwork.width,
    height: artwork.height,
    sources: artwork.variants.map(({ width, key }) => ({
      width,
      url: signMediaPath(key, { lifetime: 'artwork', now }),
    })),
  }
}
