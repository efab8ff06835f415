import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { storage } from '../../platform/storage/index.ts'
import { artworkTooSmall, artworkUnreadable } from './errors.ts'
import type { ArtworkDto, ArtworkKind, ArtworkVariantDto } from './schemas.ts'

type Shape = {
  /** In pixels, smallest first; one wider than the picture is left out. */
  widths: number[]
  /** Width by height; null keeps the picture's own. */
  ratio: number | null
  /** What an admin may choose; a film's own frame may be smaller. */
  leastWidth: number
}

const shapes: Record<ArtworkKind, Shape> = {
  poster: { widths: [200, 400, 640], ratio: 2 / 3, leastWidth: 200 },
  still: { widths: [480, 960, 1600], ratio: 16 / 9, leastWidth: 320 },
  lettering: { widths: [450, 900], ratio: null, leastWidth: 100 },
}

const readableFormats = new Set(['jpeg', 'png', 'webp', 'heif', 'avif'])
const mostPixels = 60_000_000

/** The folder of a title's pictures in storage. */
export const artworkPrefix = (titleId: string): string => `artwork/${titleId}/`

/**
 * Cuts the picture to the shape of its kind, makes it in every width as WebP and puts the files into storage,
 * named by the picture's hash. Throws `artwork.unreadable`.
 */
export async function renderArtwork(
  titleId: string,
  kind: ArtworkKind,
  bytes: Uint8Array,
): Promise<ArtworkDto> {
  const shape = shapes[kind]
  const size = await measure(bytes)
  const cut = cutTo(size, shape.ratio)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
  const variants: ArtworkVariantDto[] = []
  for (const width of widthsFor(cut.width, shape.widths)) {
    const height = Math.max(1, Math.round((width * cut.height) / cut.width))
    const key = `${artworkPrefix(titleId)}${kind}-${hash}-${width}.webp`
    await storage().put(key, await toWebp(bytes, kind, width, height))
    variants.push({ width, height, key, mime: 'image/webp' })
  }
  const largest = variants.at(-1)
  if (!largest) throw artworkUnreadable()
  return { width: largest.width, height: largest.height, variants }
}

/** Throws `artwork.too-small` for a picture that would look coarse in its place, and `artwork.unreadable`. */
export async function refuseSmallArtwork(kind: ArtworkKind, bytes: Uint8Array): Promise<void> {
  const { ratio, leastWidth } = shapes[kind]
  if (cutTo(await measure(bytes), ratio).width < leastWidth) throw artworkTooSmall(leastWidth)
}

async function measure(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const metadata = await sharp(bytes, { limitInputPixels: mostPixels })
    .metadata()
    .catch((error: unknown) => {
      throw artworkUnreadable(error)
    })
  if (!readableFormats.has(metadata.format)) throw artworkUnreadable()
  return { width: metadata.autoOrient.width, height: metadata.autoOrient.height }
}

/** The largest part of this ratio that the picture holds. */
function cutTo(
  size: { width: number; height: number },
  ratio: number | null,
): { width: number; height: number } {
  if (ratio === null) return size
  const width = Math.min(size.width, Math.round(size.height * ratio))
  return { width, height: Math.max(1, Math.round(width / ratio)) }
}

/** The widths that need no enlarging, with the picture's own where it falls between two. */
function widthsFor(available: number, wanted: number[]): number[] {
  const fitting = wanted.filter((width) => width <= available)
  const largest = wanted.at(-1) ?? available
  return fitting.at(-1) === largest || fitting.at(-1) === available ? fitting : [...fitting, available]
}

async function toWebp(bytes: Uint8Array, kind: ArtworkKind, width: number, height: number): Promise<Buffer> {
  try {
    return await sharp(bytes, { limitInputPixels: mostPixels })
      .autoOrient()
      .resize({ width, height, fit: kind === 'lettering' ? 'fill' : 'cover', position: 'attention' })
      .webp({ quality: 82, alphaQuality: 90 })
      .toBuffer()
  } catch (error) {
    throw artworkUnreadable(error)
  }
}
