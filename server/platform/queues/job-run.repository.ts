import { and, asc, count, desc, eq, inArray, lte, sql, type SQL } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { notFound } from '../errors/app-error.ts'
import { database, type Queryable, type Transaction } from '../postgres/postgres.ts'
import type { JobRunRow } from './job-run-dto.ts'
import { openStates, type listJobRunsSchema } from './schemas.ts'

type Filter = z.output<typeof listJobRunsSchema>

/** Gives one page of runs, open ones first as they will be taken, ended ones newest first, and how many match. */
export async function findRuns(filter: Filter): Promise<{ rows: JobRunRow[]; total: number }> {
  const where = matching(filter)
  const [rows, [counted]] = await Promise.all([
    database()
      .select()
      .from(jobRuns)
      .where(where)
      .orderBy(
        sql`case ${jobRuns.state} when 'active' then 0 when 'parked' then 0 when 'queued' then 1 when 'retrying' then 2 else 3 end`,
        sql`case when ${jobRuns.state} = 'queued' then ${jobRuns.priority} else 0 end desc`,
        sql`case when ${jobRuns.state} = 'queued' then ${jobRuns.availableAt} end asc`,
        desc(sql`coalesce(${jobRuns.finishedAt}, ${jobRuns.startedAt}, ${jobRuns.createdAt})`),
        asc(jobRuns.id),
      )
      .limit(filter.pageSize)
      .offset((filter.page - 1) * filter.pageSize),
    database().select({ total: count() }).from(jobRuns).where(where),
  ])
  return { rows, total: counted?.total ?? 0 }
}

function matching({ states, queue, name, subject }: Filter): SQL | undefined {
  return and(
    states && inArray(jobRuns.state, states),
    queue && eq(jobRuns.queue, queue),
    name === undefined ? undefined : eq(jobRuns.name, name),
    subject && and(eq(jobRuns.subjectType, subject.type), eq(jobRuns.subjectId, subject.id)),
  )
}

/** Gives a run, or throws `job-run.not-found`. */
export async function getRun(runId: string, db: Queryable = database()): Promise<JobRunRow> {
  const [run] = await db.select().from(jobRuns).where(eq(jobRuns.id, runId))
  if (!run) throw notFound('job-run', runId)
  return run
}

/** Gives a run and keeps others from changing it until the transaction ends, or throws `job-run.not-found`. */
export async function lockRun(tx: Transaction, runId: string): Promise<JobRunRow> {
  const [run] = await tx.select().from(jobRuns).where(eq(jobRuns.id, runId)).for('update')
  if (!run) throw notFound('job-run', runId)
  return run
}

/** Gives the latest run of a job about each of these subjects, by the subject's id. */
export async function findLatestRuns(
  about: { job: string; subjectType: string },
  subjectIds: readonly string[],
  db: Queryable = database(),
): Promise<Map<string, JobRunRow>> {
  if (subjectIds.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([jobRuns.subjectId])
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.name, about.job),
        eq(jobRuns.subjectType, about.subjectType),
        inArray(jobRuns.subjectId, [...subjectIds]),
      ),
    )
    .orderBy(jobRuns.subjectId, desc(jobRuns.createdAt), desc(jobRuns.id))
  return new Map(rows.flatMap((run) => (run.subjectId ? [[run.subjectId, run] as const] : [])))
}

/** Gives the ids of a job's runs about a subject that still have work before them. */
export async function findOpenRuns(
  about: { job: string; subjectType: string; subjectId: string },
  db: Queryable,
): Promise<string[]> {
  const rows = await db
    .select({ id: jobRuns.id })
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.name, about.job),
        eq(jobRuns.subjectType, about.subjectType),
        eq(jobRuns.subjectId, about.subjectId),
        inArray(jobRuns.state, [...openStates]),
      ),
    )
  return rows.map((run) => run.id)
}

/** Changes a locked run and gives it as it is then. */
export async function updateRun(
  tx: Transaction,
  runId: string,
  values: PgUpdateSetSource<typeof jobRuns>,
): Promise<JobRunRow> {
  const [run] = await tx.update(jobRuns).set(values).where(eq(jobRuns.id, runId)).returning()
  if (!run) throw notFound('job-run', runId)
  return run
}

/** Gives the place of each queued run among these in its queue, 1 is next, in the order workers take them. */
export async function findPositions(runIds: string[]): Promise<Map<string, number>> {
  if (runIds.length === 0) return new Map()
  const waiting = database()
    .select({
      id: jobRuns.id,
      position:
        sql<number>`(row_number() over (partition by ${jobRuns.queue} order by ${jobRuns.priority} desc, ${jobRuns.availableAt}, ${jobRuns.id}))::int`.as(
          'position',
        ),
    })
    .from(jobRuns)
    .where(eq(jobRuns.state, 'queued'))
    .as('waiting')
  const rows = await database().select().from(waiting).where(inArray(waiting.id, runIds))
  return new Map(rows.map((row) => [row.id, row.position]))
}

/** Gives the runs that workers do now. */
export function findActiveRuns(): Promise<JobRunRow[]> {
  return database().select().from(jobRuns).where(eq(jobRuns.state, 'active')).orderBy(jobRuns.startedAt)
}

/** Gives, for each queue, since when the run that could start and has waited longest could have. */
export async function findOldestWaits(): Promise<Map<string, Date>> {
  const rows = await database()
    .select({ queue: jobRuns.queue, since: sql<string>`min(${jobRuns.availableAt})` })
    .from(jobRuns)
    .where(eq(jobRuns.state, 'queued'))
    .groupBy(jobRuns.queue)
  return new Map(rows.map((row) => [row.queue, new Date(row.since)]))
}

/** Gives the runs of a queue that wait for a free worker, in the order they will be taken. */
export function findLine(
  db: Queryable,
  queue: string,
  now: Date,
): Promise<{ id: string; priority: number }[]> {
  return db
    .select({ id: jobRuns.id, priority: jobRuns.priority })
    .from(jobRuns)
    .where(and(eq(jobRuns.state, 'queued'), eq(jobRuns.queue, queue), lte(jobRuns.availableAt, now)))
    .orderBy(desc(jobRuns.priority), asc(jobRuns.availableAt), asc(jobRuns.id))
}

/** Gives a run that still waits another priority and has it delivered anew: what Redis holds of it counts no more. */
export async function raisePriority(tx: Transaction, runId: string, priority: number): Promise<void> {
  await tx
    .update(jobRuns)
    .set({ priority, dispatchedAt: null })
    .where(and(eq(jobRuns.id, runId), eq(jobRuns.state, 'queued')))
}
