import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { jobRuns } from '#db/postgres/schema/index.ts'
import type { Context } from '../context/context.ts'
import type { Transaction } from '../postgres/postgres.ts'
import { wakeDispatchers } from './channels.ts'
import type { JobDefinition } from './define-job.ts'
import { openStates } from './schemas.ts'

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
  const values = newRun(context, job, payload, options)
  // The open run that was in the way can end before it is read: then the way is free.
  for (let round = 0; round < 5; round++) {
    const [run] = await tx.insert(jobRuns).values(values).onConflictDoNothing().returning({ id: jobRuns.id })
    if (run) {
      await wakeDispatchers(tx)
      return run.id
    }
    const openId = await findOpenRun(tx, job.name, options.dedupeKey ?? '')
    if (openId) return openId
  }
  throw new Error(`The open runs of ${job.name} with key ${options.dedupeKey} end faster than they are read.`)
}

/** Writes a run for each, in one statement; one whose `dedupeKey` has an open run is left to that. */
export async function enqueueEach<Schema extends z.ZodType>(
  tx: Transaction,
  context: Context,
  job: JobDefinition<Schema>,
  runs: readonly (EnqueueOptions & { payload: z.input<Schema> })[],
): Promise<void> {
  if (runs.length === 0) return
  const values = runs.map(({ payload, ...options }) => newRun(context, job, payload, options))
  await tx.insert(jobRuns).values(values).onConflictDoNothing()
  await wakeDispatchers(tx)
}

/** Gives how many runs of the job are under way or wait for a worker; what waits for its next try is not among them. */
export function countWaitingRuns(tx: Transaction, { name }: JobDefinition): Promise<number> {
  return tx.$count(jobRuns, and(eq(jobRuns.name, name), inArray(jobRuns.state, ['queued', 'active'])))
}

function newRun<Schema extends z.ZodType>(
  { now }: Context,
  job: JobDefinition<Schema>,
  payload: z.input<Schema>,
  { dedupeKey, subject, priority = 0, delayMs = 0 }: EnqueueOptions,
): typeof jobRuns.$inferInsert {
  return {
    name: job.name,
    queue: job.queue,
    payload: job.schema.parse(payload),
    dedupeKey,
    subjectType: subject?.type,
    subjectId: subject?.id,
    priority,
    state: 'queued',
    maxAttempts: job.attempts,
    createdAt: now,
    availableAt: new Date(now.getTime() + delayMs),
  }
}

async function findOpenRun(tx: Transaction, name: string, dedupeKey: string): Promise<string | undefined> {
  const [open] = await tx
    .select({ id: jobRuns.id })
    .from(jobRuns)
    .where(
      and(eq(jobRuns.name, name), eq(jobRuns.dedupeKey, dedupeKey), inArray(jobRuns.state, [...openStates])),
    )
  return open?.id
}
