import { and, eq, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { jobRuns } from '#db/postgres/schema/index.ts'
import type { Context } from '../context/context.ts'
import type { Transaction } from '../postgres/postgres.ts'
import type { JobDefinition } from './define-job.ts'

/** The channel that wakes the dispatcher when this transaction commits. */
export const jobRunsChannel = 'marquee_job_runs'

export type EnqueueOptions = {
  /** What the run is about, for lists and progress: `{ type: 'version', id }`. */
  subject?: { type: string; id: string }
  /** While a run with this key is open, enqueueing again gives that run. */
  dedupeKey?: string
  /** 0 is usual, a higher number goes first. */
  priority?: number
  delayMs?: number
}

/**
 * Writes a run of the job in the caller's transaction and gives its id. PostgreSQL is the truth: the
 * worker's dispatcher carries the run to Redis after the commit, and again should Redis lose it.
 */
export async function enqueue<Schema extends z.ZodType>(
  tx: Transaction,
  context: Context,
  job: JobDefinition<Schema>,
  payload: z.input<Schema>,
  options: EnqueueOptions = {},
): Promise<string> {
  const [run] = await tx
    .insert(jobRuns)
    .values({
      name: job.name,
      queue: job.queue,
      payload: job.schema.parse(payload),
      dedupeKey: options.dedupeKey,
      subjectType: options.subject?.type,
      subjectId: options.subject?.id,
      priority: options.priority ?? 0,
      state: 'queued',
      maxAttempts: job.attempts,
      createdAt: context.now,
      availableAt: new Date(context.now.getTime() + (options.delayMs ?? 0)),
    })
    .onConflictDoNothing()
    .returning({ id: jobRuns.id })
  if (!run) return openRunId(tx, job.name, options.dedupeKey ?? '')
  await tx.execute(sql`select pg_notify(${jobRunsChannel}, '')`)
  return run.id
}

async function openRunId(tx: Transaction, name: string, dedupeKey: string): Promise<string> {
  const [open] = await tx
    .select({ id: jobRuns.id })
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.name, name),
        eq(jobRuns.dedupeKey, dedupeKey),
        inArray(jobRuns.state, ['queued', 'active', 'retrying']),
      ),
    )
  if (!open) throw new Error(`The open run of ${name} with key ${dedupeKey} ended while it was looked up.`)
  return open.id
}
