import { and, eq, inArray } from 'drizzle-orm'
import { artwork } from '#db/postgres/schema/index.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'

export type ArtworkRow = typeof artwork.$inferSelect
export type NewArtwork = Omit<typeof artwork.$inferInsert, 'id'>

export async function artworkOf(db: Queryable, titleIds: string[]): Promise<ArtworkRow[]> {
  if (titleIds.length === 0) return []
  return db.select().from(artwork).where(inArray(artwork.titleId, titleIds))
}

/** Puts the picture in the place of the title's former one of that kind and tells whether there was one. */
export async function replaceArtwork(tx: Transaction, picture: NewArtwork): Promise<boolean> {
  const former = await tx
    .delete(artwork)
    .where(and(eq(artwork.titleId, picture.titleId), eq(artwork.kind, picture.kind)))
    .returning({ id: artwork.id })
  await tx.insert(artwork).values(picture)
  return former.length > 0
}
