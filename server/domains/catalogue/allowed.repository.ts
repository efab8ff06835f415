import { sql, type SQL } from 'drizzle-orm'
import type { RatingLimit } from '../profiles/schemas.ts'
import { codesWithin, showsUnrated } from './policy.ts'

/** The condition that a title with this rating may be shown within the limit; null is no limit. */
export function allowedBy(limit: RatingLimit | null, ratingCode: SQL): SQL {
  if (limit === null) return sql`true`
  const codes = sql.join(
    codesWithin(limit).map((code) => sql`${code}`),
    sql`, `,
  )
  const within = sql`${ratingCode} in (${codes})`
  return showsUnrated(limit) ? sql`(${within} or ${ratingCode} is null)` : within
}
