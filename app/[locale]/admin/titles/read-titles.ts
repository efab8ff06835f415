import { z } from 'zod'
import { pickEncode } from '#components/admin/media/pick-encode.ts'
import { madeRungs } from '#components/admin/media/made-rungs.ts'
import type { TitleRow } from '#components/admin/titles/title-row.ts'
import type { TitlesPage } from '#components/admin/titles/titles-page.ts'
import { routing, type Locale } from '#i18n/routing.ts'
import { listTitlesForAdmin, listVocabulary } from '#server/domains/catalogue/index.ts'
import {
  listTitlesForAdminSchema,
  type AdminTitleRowDto,
  type ListTitlesForAdminInput,
} from '#server/domains/catalogue/schemas.ts'
import { listEncodes, listMadeRungs } from '#server/domains/media/index.ts'
import type { EncodeProgressDto } from '#server/domains/media/schemas.ts'
import type { Context } from '#server/platform/context/context.ts'
import { toPicture } from '../../pictures.ts'
import { one, type SearchParams } from '../search-params.ts'

/** The language of an address. */
export const localeAddressSchema = z.object({ locale: z.enum(routing.locales) })

/** The table's filters as its address carries them; a part that makes no sense is as if it were absent. */
export const titlesTableQuerySchema = z
  .object({
    q: z.string(),
    kind: z.string(),
    status: z.string(),
    genre: z.string(),
    film: z.string(),
    sort: z.string(),
    direction: z.string(),
    page: z.string(),
  })
  .partial()

const pageSize = 25
const knownEncodes = 200

/** Reads the table's filters from the address; a part that makes no sense is as if it were absent. */
export function readTitlesQuery(search: SearchParams): ListTitlesForAdminInput {
  const { shape } = listTitlesForAdminSchema
  const film = one(search.film)
  return {
    text: one(search.q)?.slice(0, 200),
    kind: shape.kind.safeParse(one(search.kind)).data,
    status: shape.status.safeParse(one(search.status)).data,
    genre: shape.genre.safeParse(one(search.genre)).data,
    playable: film === 'yes' ? true : film === 'no' ? false : undefined,
    sort: shape.sort.safeParse(one(search.sort)).data,
    direction: shape.direction.safeParse(one(search.direction)).data,
    page: shape.page.safeParse(Number(one(search.page) ?? 1)).data,
  }
}

/** Gives one page of the content table in the reader's language. */
export async function readTitlesPage(
  context: Context,
  locale: Locale,
  search: SearchParams,
): Promise<TitlesPage> {
  const [list, vocabulary, open, recent] = await Promise.all([
    listTitlesForAdmin(context, { ...readTitlesQuery(search), pageSize }),
    listVocabulary(),
    listEncodes(context, { openOnly: true, limit: knownEncodes }),
    listEncodes(context, { limit: knownEncodes }),
  ])
  const encodes = [...open, ...recent]
  const made = await listMadeRungs(context, { titleIds: list.titles.map((title) => title.id) })
  return {
    rows: list.titles.map((title) => toTitleRow(title, encodes, made, locale, context.now)),
    total: list.total,
    page: list.page,
    pageSize: list.pageSize,
    allCount: list.counts.all,
    busyCount: new Set(open.map((encode) => encode.titleId)).size,
    genres: vocabulary.genres.map((genre) => ({ key: genre.key, label: genre.label[locale] })),
    nowIso: context.now.toISOString(),
  }
}

/** Gives a title as the table and the export show it. */
function toTitleRow(
  title: AdminTitleRowDto,
  encodes: readonly EncodeProgressDto[],
  made: ReadonlyMap<string, string[]>,
  locale: Locale,
  now: Date,
): TitleRow {
  return {
    id: title.id,
    slug: title.slug,
    name: title.title[locale],
    kind: title.kind,
    status: title.status,
    year: title.year,
    ratingCode: title.ratingCode,
    poster: toPicture(title.poster, now),
    hasPoster: title.poster !== null,
    accent: title.accent,
    featured: title.featuredRank !== null,
    rungs: madeRungs(made.get(title.id) ?? []),
    encode: pickEncode(encodes.filter((encode) => encode.titleId === title.id)),
    episodeCount: title.episodeCount,
    playableCount: title.playableCount,
    durationMs: title.totalDurationMs,
    updatedAt: title.updatedAt,
  }
}
