import { and, asc, count, desc, eq, exists, inArray, like, not, sql, type SQL } from 'drizzle-orm'
import { episodes, playables, titleGenres, titles } from '#db/postgres/schema/index.ts'
import type { Queryable } from '../../platform/postgres/postgres.ts'
import { artworkOf, type ArtworkRow } from './artwork.repository.ts'
import { assembleSeasons, toArtworkDto, toPlayableDto } from './assemble-card.ts'
import { genresOf } from './card.repository.ts'
import { creditsOf } from './credit.repository.ts'
import { episodesOf, seasonsOf } from './episode.repository.ts'
import { titleNotFound } from './errors.ts'
import { playablesOf, type PlayableRow } from './playable.repository.ts'
import { publishBlockers } from './policy.ts'
import type {
  AdminTitleDto,
  AdminTitleListDto,
  AdminTitleRowDto,
  GenreDto,
  TitleKind,
  TitleStatus,
} from './schemas.ts'
import { withoutMarks } from './slug.ts'
import { findTitle, type TitleRow } from './title.repository.ts'

export type AdminTitleFilter = {
  text: string
  kind?: TitleKind | undefined
  status?: TitleStatus | undefined
  genre?: string | undefined
  playable?: boolean | undefined
  sort: 'updated' | 'created' | 'published' | 'title' | 'year'
  direction: 'asc' | 'desc'
  page: number
  pageSize: number
}

/** One page of titles that match, and how many match in all. */
export async function findAdminTitles(
  db: Queryable,
  filter: AdminTitleFilter,
): Promise<{ titles: AdminTitleRowDto[]; total: number }> {
  const where = matching(db, filter)
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(titles)
      .where(where)
      .orderBy(ordering(filter), asc(titles.id))
      .limit(filter.pageSize)
      .offset((filter.page - 1) * filter.pageSize),
    db.select({ total: count() }).from(titles).where(where),
  ])
  return { titles: await toRows(db, rows), total: totals[0]?.total ?? 0 }
}

function matching(db: Queryable, filter: AdminTitleFilter): SQL | undefined {
  const films = db
    .select({ id: playables.id })
    .from(playables)
    .where(and(eq(playables.titleId, titles.id), eq(playables.role, 'main')))
  const inGenre = db
    .select({ titleId: titleGenres.titleId })
    .from(titleGenres)
    .where(and(eq(titleGenres.titleId, titles.id), eq(titleGenres.genreKey, filter.genre ?? '')))
  return and(
    ...withoutMarks(filter.text)
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => like(sql`${titles.searchText} || ' | ' || ${titles.slug}`, `%${literal(word)}%`)),
    filter.kind && eq(titles.kind, filter.kind),
    filter.status && eq(titles.status, filter.status),
    filter.genre === undefined ? undefined : exists(inGenre),
    filter.playable === undefined ? undefined : filter.playable ? exists(films) : not(exists(films)),
  )
}

/** Makes LIKE's own signs mean themselves. */
function literal(word: string): string {
  return word.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}

function ordering({ sort, direction }: AdminTitleFilter): SQL {
  const columns = {
    updated: titles.updatedAt,
    created: titles.createdAt,
    published: titles.publishedAt,
    title: titles.searchText,
    year: titles.year,
  }
  const ordered = direction === 'asc' ? asc(columns[sort]) : desc(columns[sort])
  return sql`${ordered} nulls last`
}

/** How many titles there are of each status and kind. */
export async function countTitles(db: Queryable): Promise<AdminTitleListDto['counts']> {
  const rows = await db
    .select({ kind: titles.kind, status: titles.status, count: count() })
    .from(titles)
    .groupBy(titles.kind, titles.status)
  const counts = { all: 0, draft: 0, published: 0, film: 0, series: 0, course: 0 }
  for (const row of rows) {
    counts.all += row.count
    counts[row.status] += row.count
    counts[row.kind] += row.count
  }
  return counts
}

async function toRows(db: Queryable, rows: TitleRow[]): Promise<AdminTitleRowDto[]> {
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const [genres, pictures, films, counts] = await Promise.all([
    genresOf(db, ids),
    artworkOf(db, ids),
    playablesOf(db, ids),
    db
      .select({ titleId: episodes.titleId, count: count() })
      .from(episodes)
      .where(inArray(episodes.titleId, ids))
      .groupBy(episodes.titleId),
  ])
  return rows.map((row) => ({
    ...describe(row, {
      genres: genres.get(row.id) ?? [],
      films: films.filter((film) => film.titleId === row.id),
      episodeCount: counts.find((entry) => entry.titleId === row.id)?.count ?? 0,
    }),
    poster: toArtworkDto(pictures.filter((picture) => picture.titleId === row.id)).poster,
  }))
}

function describe(
  row: TitleRow,
  parts: { genres: GenreDto[]; films: PlayableRow[]; episodeCount: number },
): Omit<AdminTitleRowDto, 'poster'> {
  const main = parts.films.filter((film) => film.role === 'main')
  return {
    id: row.id,
    slug: row.slug,
    kind: row.kind,
    status: row.status,
    title: row.title,
    year: row.year,
    ratingCode: row.ratingCode,
    genres: parts.genres,
    accent: row.accent,
    featuredRank: row.featuredRank,
    publishWhenReady: row.publishWhenReady,
    episodeCount: parts.episodeCount,
    playableCount: main.length,
    totalDurationMs: main.reduce((sum, film) => sum + film.durationMs, 0),
    maxHeight: main.length === 0 ? null : Math.max(...main.map((film) => film.maxHeight)),
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
    publishedAt: row.publishedAt?.toISOString() ?? null,
  }
}

/** Everything of one title as an admin edits it; throws `title.not-found`. */
export async function loadAdminTitle(db: Queryable, titleId: string): Promise<AdminTitleDto> {
  const row = await findTitle(db, titleId)
  if (!row) throw titleNotFound(titleId)
  const [genres, pictures, films, credits, seasons, allEpisodes] = await Promise.all([
    genresOf(db, [titleId]),
    artworkOf(db, [titleId]),
    playablesOf(db, [titleId]),
    creditsOf(db, titleId),
    seasonsOf(db, titleId),
    episodesOf(db, titleId),
  ])
  const own = (role: PlayableRow['role']) => {
    const film = films.find((candidate) => candidate.role === role && candidate.episodeId === null)
    return film ? toPlayableDto(film) : null
  }
  return {
    ...describe(row, { genres: genres.get(titleId) ?? [], films, episodeCount: allEpisodes.length }),
    originalTitle: row.originalTitle,
    tagline: row.tagline,
    synopsis: row.synopsis,
    ratingReason: row.ratingReason,
    countryCodes: row.countryCodes,
    languageCodes: row.languageCodes,
    moods: row.moods,
    keywords: row.keywords,
    access: row.access,
    regions: row.regions,
    availableFrom: row.availableFrom?.toISOString() ?? null,
    availableUntil: row.availableUntil?.toISOString() ?? null,
    artwork: toArtworkDto(pictures),
    credits,
    seasons: assembleSeasons(seasons, allEpisodes, films),
    film: own('main'),
    trailer: own('trailer'),
    createdAt: row.createdAt.toISOString(),
    publishBlockers: blockersFor(row, pictures),
  }
}

function blockersFor(row: TitleRow, pictures: ArtworkRow[]): AdminTitleDto['publishBlockers'] {
  return publishBlockers({
    ratingCode: row.ratingCode,
    artworkKinds: pictures.map((picture) => picture.kind),
  })
}
