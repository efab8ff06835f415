import { and, count, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { database } from '../../platform/postgres/postgres.ts'

export type ReconciliationRun = typeof jobRuns.$inferSelect

/** A page of the runs of these jobs, the newest first; with `notable`, those that found something or failed. */
export async function readReconciliationRuns(
  names: readonly string[],
  { show, limit, offset }: { show: 'all' | 'notable'; limit: number; offset: number },
): Promise<{ rows: ReconciliationRun[]; total: number }> {
  const where = and(
    inArray(jobRuns.name, [...names]),
    show === 'notable'
      ? or(isNotNull(jobRuns.error), sql`(${jobRuns.progress}->>'found')::int > 0`)
      : undefined,
  )
  const rows = await database()
    .select()
    .from(jobRuns)
    .where(where)
    .orderBy(desc(jobRuns.createdAt), desc(jobRuns.id))
    .limit(limit)
    .offset(offset)
  const [counted] = await database().select({ total: count() }).from(jobRuns).where(where)
  return { rows, total: counted?.total ?? 0 }
}

export async function findRun(id: string): Promise<ReconciliationRun | null> {
  const [row] = await database().select().from(jobRuns).where(eq(jobRuns.id, id))
  return row ?? null
}

/** The run of a job that ended last; what an admin put away after it died counts as well. */
export async function findLastEnd(name: string): Promise<ReconciliationRun | null> {
  const [row] = await database()
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.name, name), inArray(jobRuns.state, ['completed', 'dead', 'discarded'])))
    .orderBy(desc(jobRuns.finishedAt))
    .limit(1)
  return row ?? null
}
