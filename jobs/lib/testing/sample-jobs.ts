import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { auditEntries, jobRuns } from '#db/postgres/schema/index.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { invalidInput } from '#server/platform/errors/app-error.ts'
import { database, inTransaction } from '#server/platform/postgres/postgres.ts'
import { defineJob } from '#server/platform/queues/define-job.ts'
import { enqueue, type EnqueueOptions } from '#server/platform/queues/enqueue.ts'
import type { JobRunRow } from '#server/platform/queues/job-run-dto.ts'
import type { JobState } from '#server/platform/queues/schemas.ts'
import { buildRegistry, handle } from '../define-handler.ts'
import type { WorkerTimings } from '../start-worker.ts'

/** A job whose payload says what happens to it. */
export const sampleJob = defineJob({
  name: 'do-sample',
  queue: 'maintenance',
  schema: z.object({
    /** Milliseconds of work, reported in steps of 50. */
    workMs: z.number().default(0),
    /** How many tries fail before one succeeds. */
    failures: z.number().default(0),
    refuse: z.boolean().default(false),
    deaf: z.boolean().default(false),
    idle: z.boolean().default(false),
    tag: z.string().default('sample'),
  }),
  attempts: 3,
  backoff: { delayMs: 100, maxDelayMs: 1000 },
  timeoutMs: 20_000,
  idleTimeoutMs: 4000,
})

/** Effects of the sample job in this process, in order. */
export const effects: string[] = []

export const sampleRegistry = buildRegistry(
  [sampleJob],
  [
    handle(sampleJob, async (context, payload) => {
      effects.push(`${payload.tag}:start:${context.attempt}`)
      if (payload.refuse) throw invalidInput('sample.refused', 'The sample refuses.', { tag: payload.tag })
      if (context.attempt <= payload.failures) throw new Error(`failure ${context.attempt}`)
      if (payload.idle) await sleep(60_000, undefined, { signal: context.signal })
      for (let doneMs = 0; doneMs < payload.workMs; doneMs += 50) {
        await sleep(50, undefined, payload.deaf ? {} : { signal: context.signal })
        const percent = (100 * doneMs) / payload.workMs
        if (!payload.deaf) await context.reportProgress({ stage: 'working', percent })
      }
      await context.fenced((tx) =>
        tx.insert(auditEntries).values({
          at: context.now,
          actor: 'sample',
          action: 'sample.effect',
          subjectType: 'sample',
          subjectId: context.runId,
          detail: { attempt: context.attempt, pid: process.pid },
          requestId: context.requestId,
        }),
      )
      effects.push(`${payload.tag}:effect:${context.attempt}`)
    }),
  ],
)

export const quickTimings: WorkerTimings = {
  lockMs: 2000,
  stalledEveryMs: 500,
  graceMs: 1000,
  sweepEveryMs: 500,
  reconcileEveryMs: 500,
  settleMs: 1000,
}

/** Enqueues a sample run in a transaction of its own. */
export function enqueueSample(
  payload: z.input<typeof sampleJob.schema>,
  options?: EnqueueOptions,
): Promise<string> {
  return inTransaction((tx) => enqueue(tx, systemContext('test'), sampleJob, payload, options))
}

/** Reads a run. */
export async function readRun(runId: string): Promise<JobRunRow> {
  const [run] = await database().select().from(jobRuns).where(eq(jobRuns.id, runId))
  if (!run) throw new Error(`No run ${runId}.`)
  return run
}

/** Gives what runs of the sample job have done: each effect once, whoever did it. */
export async function readEffects(runId: string): Promise<{ attempt: number; pid: number }[]> {
  const rows = await database()
    .select({ detail: auditEntries.detail })
    .from(auditEntries)
    .where(and(eq(auditEntries.action, 'sample.effect'), eq(auditEntries.subjectId, runId)))
  return rows.map((row) => row.detail as { attempt: number; pid: number })
}

/** Waits until the run is in one of the states, and gives it; throws with what it is after `withinMs`. */
export async function untilRun(runId: string, states: JobState[], withinMs = 15_000): Promise<JobRunRow> {
  const givesUpAt = Date.now() + withinMs
  for (;;) {
    const [run] = await database().select().from(jobRuns).where(eq(jobRuns.id, runId))
    if (run && states.includes(run.state)) return run
    if (Date.now() > givesUpAt)
      throw new Error(`Run ${runId} is ${JSON.stringify(run)}, not ${states.join(' or ')}.`)
    await sleep(50)
  }
}
