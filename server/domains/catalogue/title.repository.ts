import { eq, inArray, sql } from 'drizzle-orm'
import { countries, genres, titleGenres, titles } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'

export type TitleRow = typeof titles.$inferSelect
export type NewTitle = typeof titles.$inferInsert
export type TitleChanges = Partial<Omit<NewTitle, 'id' | 'createdAt'>>

/** Adds the title unless its slug is taken; null then. */
export async function insertTitle(tx: Transaction, title: NewTitle): Promise<TitleRow | null> {
  const [row] = await tx.insert(titles).values(title).onConflictDoNothing({ target: titles.slug }).returning()
  return row ?? null
}

/** The title, kept from other changes until the transaction ends; null when there is none. */
export async function lockTitle(tx: Transaction, titleId: string): Promise<TitleRow | null> {
  const [row] = await tx.select().from(titles).where(eq(titles.id, titleId)).for('update')
  return row ?? null
}

export async function findTitle(db: Queryable, titleId: string): Promise<TitleRow | null> {
  const [row] = await db.select().from(titles).where(eq(titles.id, titleId))
  return row ?? null
}

export async function findTitleBySlug(db: Queryable, slug: string): Promise<TitleRow | null> {
  const [row] = await db.select().from(titles).where(eq(titles.slug, slug))
  return row ?? null
}

export async function saveTitle(tx: Transaction, titleId: string, changes: TitleChanges): Promise<TitleRow> {
  const [row] = await tx.update(titles).set(changes).where(eq(titles.id, titleId)).returning()
  if (!row) throw new Error(`Title ${titleId} vanished while it was locked.`)
  return row
}

export async function removeTitle(tx: Transaction, titleId: string): Promise<void> {
  await tx.delete(titles).where(eq(titles.id, titleId))
}

export async function replaceGenres(tx: Transaction, titleId: string, keys: string[]): Promise<void> {
  await tx.delete(titleGenres).where(eq(titleGenres.titleId, titleId))
  if (keys.length === 0) return
  await tx
    .insert(titleGenres)
    .values([...new Set(keys)].map((genreKey, position) => ({ titleId, genreKey, position })))
}

/** The keys among these that no genre has. */
export async function unknownGenres(db: Queryable, keys: string[]): Promise<string[]> {
  if (keys.length === 0) return []
  const known = await db.select({ key: genres.key }).from(genres).where(inArray(genres.key, keys))
  const found = new Set(known.map((genre) => genre.key))
  return keys.filter((key) => !found.has(key))
}

export async function upsertGenres(tx: Transaction, rows: (typeof genres.$inferInsert)[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insert(genres)
    .values(rows)
    .onConflictDoUpdate({ target: genres.key, set: { label: sql`excluded.label` } })
}

export async function upsertCountries(
  tx: Transaction,
  rows: (typeof countries.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insert(countries)
    .values(rows)
    .onConflictDoUpdate({ target: countries.code, set: { label: sql`excluded.label` } })
}

export async function allGenres(db: Queryable = database()): Promise<(typeof genres.$inferSelect)[]> {
  return db.select().from(genres).orderBy(genres.key)
}

export async function allCountries(db: Queryable = database()): Promise<(typeof countries.$inferSelect)[]> {
  return db.select().from(countries).orderBy(countries.code)
}

/** Gives these titles the ranks 1, 2, 3… of the home page's hero and takes it from all others. */
export async function replaceFeatured(tx: Transaction, titleIds: string[]): Promise<void> {
  await tx
    .update(titles)
    .set({ featuredRank: null })
    .where(sql`${titles.featuredRank} is not null`)
  for (const [index, titleId] of titleIds.entries()) {
    await tx
      .update(titles)
      .set({ featuredRank: index + 1 })
      .where(eq(titles.id, titleId))
  }
}

/** Gives what is featured, in order, and keeps others from changing it until the transaction ends. */
export async function lockFeatured(tx: Transaction): Promise<string[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('featured titles'))`)
  const rows = await tx
    .select({ id: titles.id })
    .from(titles)
    .where(sql`${titles.featuredRank} is not null`)
    .orderBy(titles.featuredRank)
  return rows.map((row) => row.id)
}

export async function existingTitleIds(db: Queryable, titleIds: string[]): Promise<Set<string>> {
  if (titleIds.length === 0) return new Set()
  const rows = await db.select({ id: titles.id }).from(titles).where(inArray(titles.id, titleIds))
  return new Set(rows.map((row) => row.id))
}

/** The names of these titles by id, whatever their state. */
export async function titleNames(
  db: Queryable,
  titleIds: readonly string[],
): Promise<Map<string, TitleRow['title']>> {
  if (titleIds.length === 0) return new Map()
  const rows = await db
    .select({ id: titles.id, title: titles.title })
    .from(titles)
    .where(inArray(titles.id, [...titleIds]))
  return new Map(rows.map(({ id, title }) => [id, title]))
}
