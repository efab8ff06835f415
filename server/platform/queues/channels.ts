import { sql } from 'drizzle-orm'
import type { Queryable } from '../postgres/postgres.ts'

/** The channel that wakes every worker's dispatcher. */
export const jobRunsChannel = 'marquee_job_runs'
/** The channel that tells the worker of a run (its id is the payload) to look whether it should stop. */
export const jobSignalsChannel = 'marquee_job_signals'

/** Asks the dispatchers to look for runs to carry to Redis once the transaction commits. */
export async function wakeDispatchers(db: Queryable): Promise<void> {
  await db.execute(sql`select pg_notify(${jobRunsChannel}, '')`)
}

/** Asks the worker that has the run to look whether it was cancelled. */
export async function signalRun(db: Queryable, runId: string): Promise<void> {
  await db.execute(sql`select pg_notify(${jobSignalsChannel}, ${runId})`)
}
