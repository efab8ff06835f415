import type { Picture } from '#components/ui/artwork.tsx'
import type { ArtworkDto } from '#server/domains/catalogue/schemas.ts'
import { signMediaPath } from '#server/domains/playback/index.ts'

/** Puts signed addresses in place of storage keys. Never inside a cached read: addresses expire. */
export function toPicture(artwork: ArtworkDto | null, now?: Date): Picture | null {
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
