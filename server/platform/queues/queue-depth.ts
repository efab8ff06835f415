import { count, inArray } from 'drizzle-orm'
import { jobRuns } from '#db/postgres/schema/index.ts'
import type { QueueDepth } from '../metrics/job-metrics.ts'
import { database } from '../postgres/postgres.ts'
import { queueNames } from './define-job.ts'

const shown = { queued: 'waiting', retrying: 'waiting', active: 'active', dead: 'dead' } as const

/** Counts the runs of each queue that are active, waiting (queued or retrying) and dead; zeros included. */
export async function readQueueDepth(): Promise<QueueDepth[]> {
  const rows = await database()
    .select({ queue: jobRuns.queue, state: jobRuns.state, runs: count() })
    .from(jobRuns)
    .where(inArray(jobRuns.state, ['queued', 'retrying', 'active', 'dead']))
    .groupBy(jobRuns.queue, jobRuns.state)
  return queueNames.flatMap((queue) =>
    (['active', 'waiting', 'dead'] as const).map((state) => ({
      queue,
      state,
      runs: rows
        .filter((row) => row.queue === queue && row.state in shown)
        .filter((row) => shown[row.state as keyof typeof shown] === state)
        .reduce((sum, row) => sum + row.runs, 0),
    })),
  )
}
