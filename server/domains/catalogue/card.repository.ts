import { and, asc, count, countDistinct, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { episodes, genres, seasons, titleGenres, titles } from '#db/postgres/schema/index.ts'
import type { Queryable } from '../../platform/postgres/postgres.ts'
import { artworkOf } from './artwork.repository.ts'
import { allowedBy } from './allowed.repository.ts'
import { assembleCard } from './assemble-card.ts'
import type { Outlook } from './policy.ts'
import { playablesOf } from './playable.repository.ts'
import type { GenreDto, TitleCardDto, TitleKind } from './schemas.ts'

/** Published, within the publishing window and within what the looker's limit allows; `t` is the title. */
const shown = ({ now, ratingLimit }: Outlook) => sql`
  t.status = 'published'
  and (t.available_from is null or t.available_from <= ${now.toISOString()}::timestamptz)
  and (t.available_until is null or t.available_until > ${now.toISOString()}::timestamptz)
  and ${allowedBy(ratingLimit, sql`t.rating_code`)}`

/** Freshest first, what can be played before what is still to come. */
const ranked = (outlook: Outlook) => sql`
  select t.id, t.kind, t.featured_rank,
    row_number() over (
      order by (max(p.published_at) is null), coalesce(max(p.published_at), t.published_at) desc, t.slug
    ) as place,
    max(p.published_at) is not null as playable
  from titles t
  left join playables p on p.title_id = t.id and p.role = 'main'
  where ${shown(outlook)}
  group by t.id`

export type RankedTitle = {
  id: string
  kind: TitleKind
  featuredRank: number | null
  playable: boolean
  place: number
}

type RankedRow = {
  id: string
  kind: TitleKind
  featured_rank: number | null
  playable: boolean
  place: string
}

const toRanked = (row: RankedRow): RankedTitle => ({
  id: row.id,
  kind: row.kind,
  featuredRank: row.featured_rank,
  playable: row.playable,
  place: Number(row.place),
})

/** The first `limit` published titles of each kind, with all featured ones, in the catalogue's order. */
export async function rankPublishedByKind(
  db: Queryable,
  { limit, ...outlook }: { limit: number } & Outlook,
): Promise<RankedTitle[]> {
  const rows = await db.execute<RankedRow>(sql`
    with ranked as (${ranked(outlook)}),
    numbered as (select *, row_number() over (partition by kind order by place) as in_kind from ranked)
    select id, kind, featured_rank, playable, place from numbered
    where in_kind <= ${limit} or featured_rank is not null
    order by place`)
  return [...rows].map(toRanked)
}

/** For each genre with at least `least` published titles, its first `limit` ids; the fullest genre first. */
export async function rankPublishedByGenre(
  db: Queryable,
  { least, limit, ...outlook }: { least: number; limit: number } & Outlook,
): Promise<{ genre: GenreDto; titleIds: string[] }[]> {
  const rows = await db.execute<{ key: string; label: GenreDto['label']; ids: string[] }>(sql`
    with ranked as (${ranked(outlook)}),
    placed as (
      select g.genre_key, r.id, r.place,
        row_number() over (partition by g.genre_key order by r.place) as in_genre,
        count(*) over (partition by g.genre_key) as total
      from ranked r join title_genres g on g.title_id = r.id
    )
    select genres.key, genres.label, array_agg(placed.id order by placed.place) as ids
    from placed join genres on genres.key = placed.genre_key
    where placed.total >= ${least} and placed.in_genre <= ${limit}
    group by genres.key, genres.label, placed.total
    order by placed.total desc, genres.key`)
  return [...rows].map((row) => ({ genre: { key: row.key, label: row.label }, titleIds: row.ids }))
}

/** Published titles of this kind and genre, in the catalogue's order. */
export async function rankPublished(
  db: Queryable,
  { kind, genre, ...outlook }: { kind?: TitleKind | undefined; genre?: string | undefined } & Outlook,
): Promise<string[]> {
  const ofKind = kind ? sql`and r.kind = ${kind}` : sql``
  const ofGenre = genre
    ? sql`and exists (select 1 from title_genres g where g.title_id = r.id and g.genre_key = ${genre})`
    : sql``
  const rows = await db.execute<{ id: string }>(sql`
    with ranked as (${ranked(outlook)})
    select r.id from ranked r where true ${ofKind} ${ofGenre} order by r.place`)
  return [...rows].map((row) => row.id)
}

/** Genres with published titles of this kind, and how many each has. */
export async function countPublishedByGenre(
  db: Queryable,
  { kind, now, ratingLimit }: { kind?: TitleKind | undefined } & Outlook,
): Promise<(GenreDto & { count: number })[]> {
  return db
    .select({ key: genres.key, label: genres.label, count: count() })
    .from(titleGenres)
    .innerJoin(genres, eq(genres.key, titleGenres.genreKey))
    .innerJoin(titles, eq(titles.id, titleGenres.titleId))
    .where(
      and(
        eq(titles.status, 'published'),
        or(isNull(titles.availableFrom), lte(titles.availableFrom, now)),
        or(isNull(titles.availableUntil), gt(titles.availableUntil, now)),
        allowedBy(ratingLimit, sql`${titles.ratingCode}`),
        kind ? eq(titles.kind, kind) : undefined,
      ),
    )
    .groupBy(genres.key)
    .orderBy(sql`count(*) desc`, genres.key)
}

/** Published titles that share genres (worth two each) and moods (one each) with this one, the nearest first. */
export async function rankSimilar(
  db: Queryable,
  title: { id: string; moods: { vi: string[] } },
  { limit, ...outlook }: { limit: number } & Outlook,
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    with scored as (
      select t.id, t.published_at,
        2 * (select count(*) from title_genres a join title_genres b on b.genre_key = a.genre_key
             where a.title_id = ${title.id} and b.title_id = t.id)
        + (select count(*) from jsonb_array_elements_text(t.moods -> 'vi') mood
           where mood in (select jsonb_array_elements_text(${JSON.stringify(title.moods.vi)}::jsonb))) as score
      from titles t
      where ${shown(outlook)} and t.id <> ${title.id}
    )
    select id from scored where score > 0 order by score desc, published_at desc, id limit ${limit}`)
  return [...rows].map((row) => row.id)
}

/** The genres of these titles, each title's leading one first. */
export async function genresOf(db: Queryable, titleIds: string[]): Promise<Map<string, GenreDto[]>> {
  const found = new Map<string, GenreDto[]>()
  if (titleIds.length === 0) return found
  const rows = await db
    .select({ titleId: titleGenres.titleId, key: genres.key, label: genres.label })
    .from(titleGenres)
    .innerJoin(genres, eq(genres.key, titleGenres.genreKey))
    .where(inArray(titleGenres.titleId, titleIds))
    .orderBy(asc(titleGenres.position))
  for (const { titleId, ...genre } of rows) found.set(titleId, [...(found.get(titleId) ?? []), genre])
  return found
}

/** How many seasons and episodes (or lessons) each of these titles has; a film is left out. */
async function countEpisodes(
  db: Queryable,
  titleIds: string[],
): Promise<Map<string, { seasons: number; episodes: number }>> {
  const rows = await db
    .select({
      titleId: episodes.titleId,
      seasons: countDistinct(episodes.seasonId),
      episodes: count(),
    })
    .from(episodes)
    .where(inArray(episodes.titleId, titleIds))
    .groupBy(episodes.titleId)
  return new Map(rows.map(({ titleId, ...counts }) => [titleId, counts]))
}

/** Cards of these titles by id, drafts too: the caller has already chosen. Five queries, however many titles. */
export async function loadCards(db: Queryable, titleIds: string[]): Promise<Map<string, TitleCardDto>> {
  const ids = [...new Set(titleIds)]
  if (ids.length === 0) return new Map()
  const [rows, genreMap, pictures, films, playableEpisodes, counts] = await Promise.all([
    db.select().from(titles).where(inArray(titles.id, ids)),
    genresOf(db, ids),
    artworkOf(db, ids),
    playablesOf(db, ids),
    db
      .select({ episode: episodes, seasonNumber: seasons.number })
      .from(episodes)
      .leftJoin(seasons, eq(seasons.id, episodes.seasonId))
      .where(
        and(
          inArray(episodes.titleId, ids),
          sql`exists (select 1 from playables p where p.episode_id = ${episodes.id} and p.role = 'main')`,
        ),
      )
      .orderBy(asc(seasons.number), asc(episodes.number)),
    countEpisodes(db, ids),
  ])
  const cards = rows.map((title) =>
    assembleCard(title, {
      genres: genreMap.get(title.id) ?? [],
      artwork: pictures.filter((picture) => picture.titleId === title.id),
      playables: films.filter((film) => film.titleId === title.id),
      episodes: playableEpisodes
        .filter(({ episode }) => episode.titleId === title.id)
        .map(({ episode, seasonNumber }) => ({ ...episode, seasonNumber })),
      seasonCount: counts.get(title.id)?.seasons ?? 0,
      episodeCount: counts.get(title.id)?.episodes ?? 0,
    }),
  )
  return new Map(cards.map((card) => [card.id, card]))
}

/** The cards of these ids in their order, leaving out those that are not there. */
export function inOrder(cards: Map<string, TitleCardDto>, titleIds: string[]): TitleCardDto[] {
  return titleIds.flatMap((id) => cards.get(id) ?? [])
}
