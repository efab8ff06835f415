import { and, count, desc, eq, gte, inArray, lt, or, sql, type SQL } from 'drizzle-orm'
import { auditEntries } from '#db/postgres/schema/index.ts'
import { database } from '../../platform/postgres/postgres.ts'

export type AuditRow = typeof auditEntries.$inferSelect

/** What is looked for, names already turned into ids. */
export type AuditSearch = {
  /** Any of these. */
  actors?: string[] | undefined
  action?: string | undefined
  subjectType?: string | undefined
  subjectIds?: string[] | undefined
  from?: Date | undefined
  /** Not included any more. */
  before?: Date | undefined
}

/** Where a listing goes on: after this entry. */
export type AuditPlace = Pick<AuditRow, 'at' | 'id'>

/** Gives one page of the log, newest first, and how many entries match. */
export async function findAuditEntries(
  search: AuditSearch,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ rows: AuditRow[]; total: number }> {
  const where = matching(search)
  const [rows, [counted]] = await Promise.all([
    database()
      .select()
      .from(auditEntries)
      .where(where)
      .orderBy(desc(auditEntries.at), desc(auditEntries.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize),
    database().select({ total: count() }).from(auditEntries).where(where),
  ])
  return { rows, total: counted?.total ?? 0 }
}

/** Gives the next entries after a place, newest first; what is written meanwhile shifts nothing. */
export async function findAuditEntriesAfter(
  search: AuditSearch,
  after: AuditPlace | null,
  limit: number,
): Promise<AuditRow[]> {
  const place = after
    ? sql`(${auditEntries.at}, ${auditEntries.id}) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`
    : undefined
  return database()
    .select()
    .from(auditEntries)
    .where(and(matching(search), place))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(limit)
}

function matching({ actors, action, subjectType, subjectIds, from, before }: AuditSearch): SQL | undefined {
  return and(
    actors && inArrayOrNone(auditEntries.actor, actors),
    action === undefined ? undefined : eq(auditEntries.action, action),
    subjectType === undefined ? undefined : eq(auditEntries.subjectType, subjectType),
    subjectIds && inArrayOrNone(auditEntries.subjectId, subjectIds),
    from && gte(auditEntries.at, from),
    before && lt(auditEntries.at, before),
  )
}

function inArrayOrNone(column: typeof auditEntries.actor | typeof auditEntries.subjectId, values: string[]) {
  return values.length === 0 ? sql`false` : or(inArray(column, values))
}
