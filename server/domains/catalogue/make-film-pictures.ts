import { database } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { artworkOf } from './artwork.repository.ts'
import { renderArtwork } from './render-artwork.ts'
import type { ArtworkDto } from './schemas.ts'
import type { TitleRow } from './title.repository.ts'

export type FilmPicture = { kind: 'poster' | 'still'; picture: ArtworkDto }

type FilmStills = { role: 'main' | 'trailer'; storagePrefix: string; posters: { path: string }[] }

/**
 * Makes the poster and still that the title lacks from a frame of its film. A film's own pictures are made anew
 * with each version; a series keeps those of the episode that came first.
 */
export async function makeFilmPictures(title: TitleRow, film: FilmStills): Promise<FilmPicture[]> {
  const frame = middle(film.posters)
  if (film.role !== 'main' || !frame) return []
  const there = await artworkOf(database(), [title.id])
  const wanted = (['poster', 'still'] as const).filter((kind) => {
    const row = there.find((picture) => picture.kind === kind)
    return !row || (row.origin === 'film' && title.kind === 'film')
  })
  if (wanted.length === 0) return []
  const bytes = await readStored(`${film.storagePrefix}${frame.path}`)
  if (!bytes) return []
  const made: FilmPicture[] = []
  for (const kind of wanted) made.push({ kind, picture: await renderArtwork(title.id, kind, bytes) })
  return made
}

/** The first and last of a film's stills may be titles or credits. */
export function middle<Item>(items: Item[]): Item | undefined {
  return items[Math.floor(items.length / 2)]
}

async function readStored(key: string): Promise<Uint8Array | null> {
  const stored = await storage().get(key)
  return stored ? new Uint8Array(await new Response(stored.body).arrayBuffer()) : null
}
