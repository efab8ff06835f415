import { and, count, desc, eq, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { auditEntries } from '#db/postgres/schema/index.ts'
import { database } from '../../platform/postgres/postgres.ts'
import type { listAuditEntriesSchema } from './schemas.ts'

type Filter = z.output<typeof listAuditEntriesSchema>
export type AuditRow = typeof auditEntries.$inferSelect

/** Gives one page of the log, newest first, and how many entries match. */
export async function findAuditEntries(filter: Filter): Promise<{ rows: AuditRow[]; total: number }> {
  const where = matching(filter)
  const [rows, [counted]] = await Promise.all([
    database()
      .select()
      .from(auditEntries)
      .where(where)
      .orderBy(desc(auditEntries.at), desc(auditEntries.id))
      .limit(filter.pageSize)
      .offset((filter.page - 1) * filter.pageSize),
    database().select({ total: count() }).from(auditEntries).where(where),
  ])
  return { rows, total: counted?.total ?? 0 }
}

/** Gives every actor and action of the log, in order. */
export async function findAuditVocabulary(): Promise<{ actors: string[]; actions: string[] }> {
  const [actors, actions] = await Promise.all([
    database().selectDistinct({ actor: auditEntries.actor }).from(auditEntries).orderBy(auditEntries.actor),
    database()
      .selectDistinct({ action: auditEntries.action })
      .from(auditEntries)
      .orderBy(auditEntries.action),
  ])
  return { actors: actors.map((row) => row.actor), actions: actions.map((row) => row.action) }
}

function matching({ actor, action, subjectId }: Filter): SQL | undefined {
  return and(
    actor === undefined ? undefined : eq(auditEntries.actor, actor),
    action === undefined ? undefined : eq(auditEntries.action, action),
    subjectId === undefined ? undefined : eq(auditEntries.subjectId, subjectId),
  )
}
