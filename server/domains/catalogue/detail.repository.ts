import { inArray } from 'drizzle-orm'
import { countries, titles } from '#db/postgres/schema/index.ts'
import type { Queryable } from '../../platform/postgres/postgres.ts'
import { isAllowedBy, isShown, type Outlook } from './policy.ts'
import type { CountryDto, LocalizedText } from './schemas.ts'

export async function synopsesOf(
  db: Queryable,
  titleIds: string[],
): Promise<Map<string, LocalizedText | null>> {
  if (titleIds.length === 0) return new Map()
  const rows = await db
    .select({ id: titles.id, synopsis: titles.synopsis })
    .from(titles)
    .where(inArray(titles.id, titleIds))
  return new Map(rows.map((row) => [row.id, row.synopsis]))
}

/** The labelled ones among these countries, in the order of the codes. */
export async function countriesOf(db: Queryable, codes: string[]): Promise<CountryDto[]> {
  if (codes.length === 0) return []
  const rows = await db.select().from(countries).where(inArray(countries.code, codes))
  return codes.flatMap((code) => rows.find((row) => row.code === code) ?? [])
}

/** Those of these ids that viewers see now, in any order. */
export async function shownAmong(
  db: Queryable,
  titleIds: string[],
  { now, ratingLimit }: Outlook,
): Promise<Set<string>> {
  if (titleIds.length === 0) return new Set()
  const rows = await db
    .select({
      id: titles.id,
      status: titles.status,
      ratingCode: titles.ratingCode,
      availableFrom: titles.availableFrom,
      availableUntil: titles.availableUntil,
    })
    .from(titles)
    .where(inArray(titles.id, titleIds))
  return new Set(
    rows.filter((row) => isShown(row, now) && isAllowedBy(ratingLimit, row.ratingCode)).map((row) => row.id),
  )
}
