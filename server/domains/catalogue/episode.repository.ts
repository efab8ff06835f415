import { and, asc, eq, inArray, isNull, max, sql } from 'drizzle-orm'
import { episodes, playables, seasons } from '#db/postgres/schema/index.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'

export type EpisodeRow = typeof episodes.$inferSelect & { seasonNumber: number | null }
export type SeasonRow = typeof seasons.$inferSelect

export async function seasonsOf(db: Queryable, titleId: string): Promise<SeasonRow[]> {
  return db.select().from(seasons).where(eq(seasons.titleId, titleId)).orderBy(asc(seasons.number))
}

/** These seasons, by their ids; what is gone is left out. */
export async function seasonsById(db: Queryable, seasonIds: readonly string[]): Promise<SeasonRow[]> {
  if (seasonIds.length === 0) return []
  return db
    .select()
    .from(seasons)
    .where(inArray(seasons.id, [...seasonIds]))
}

/** All episodes or lessons of a title, in the order they are watched. */
export async function episodesOf(db: Queryable, titleId: string): Promise<EpisodeRow[]> {
  const rows = await db
    .select({ episode: episodes, seasonNumber: seasons.number })
    .from(episodes)
    .leftJoin(seasons, eq(seasons.id, episodes.seasonId))
    .where(eq(episodes.titleId, titleId))
    .orderBy(asc(seasons.number), asc(episodes.number))
  return rows.map(({ episode, seasonNumber }) => ({ ...episode, seasonNumber }))
}

export async function upsertSeason(
  tx: Transaction,
  season: { titleId: string; number: number; title: SeasonRow['title'] },
): Promise<string> {
  const [row] = await tx
    .insert(seasons)
    .values(season)
    .onConflictDoUpdate({
      target: [seasons.titleId, seasons.number],
      set: { title: sql`coalesce(excluded.title, ${seasons.title})` },
    })
    .returning({ id: seasons.id })
  if (!row) throw new Error(`Season ${season.number} was neither added nor found.`)
  return row.id
}

export type EpisodeWrite = Pick<EpisodeRow, 'titleId' | 'seasonId' | 'number' | 'title' | 'synopsis'>

/** Adds the episode, or gives the one of that number its new texts. */
export async function upsertEpisode(tx: Transaction, episode: EpisodeWrite): Promise<string> {
  const [row] = await tx
    .insert(episodes)
    .values(episode)
    .onConflictDoUpdate({
      target: [episodes.titleId, episodes.seasonId, episodes.number],
      set: { title: episode.title, synopsis: episode.synopsis },
    })
    .returning({ id: episodes.id })
  if (!row) throw new Error(`Episode ${episode.number} was neither added nor found.`)
  return row.id
}

/** Adds the episode unless the number is taken; null then. */
export async function insertEpisode(tx: Transaction, episode: EpisodeWrite): Promise<string | null> {
  const [row] = await tx.insert(episodes).values(episode).onConflictDoNothing().returning({ id: episodes.id })
  return row?.id ?? null
}

export async function lastEpisodeNumber(
  tx: Transaction,
  titleId: string,
  seasonId: string | null,
): Promise<number> {
  const inSeason = seasonId === null ? isNull(episodes.seasonId) : eq(episodes.seasonId, seasonId)
  const [row] = await tx
    .select({ last: max(episodes.number) })
    .from(episodes)
    .where(and(eq(episodes.titleId, titleId), inSeason))
  return row?.last ?? 0
}

/** Those among these episodes that have a film. */
export async function episodesWithFilm(db: Queryable, episodeIds: string[]): Promise<Set<string>> {
  if (episodeIds.length === 0) return new Set()
  const rows = await db
    .select({ id: playables.episodeId })
    .from(playables)
    .where(inArray(playables.episodeId, episodeIds))
  return new Set(rows.flatMap((row) => (row.id === null ? [] : [row.id])))
}

export async function removeEpisodes(tx: Transaction, episodeIds: string[]): Promise<void> {
  if (episodeIds.length > 0) await tx.delete(episodes).where(inArray(episodes.id, episodeIds))
}

export async function removeSeasons(tx: Transaction, seasonIds: string[]): Promise<void> {
  if (seasonIds.length > 0) await tx.delete(seasons).where(inArray(seasons.id, seasonIds))
}
