import { and, eq, gt, lte, sql } from 'drizzle-orm'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { now } from '#server/platform/clock/clock.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { inTransaction } from '#server/platform/postgres/postgres.ts'
import type { JobDefinition } from '#server/platform/queues/define-job.ts'
import { enqueue } from '#server/platform/queues/enqueue.ts'
import type { JobRegistry } from './define-handler.ts'

/** Enqueues each job that comes round by itself and has not for its `everyMs`; any number of workers may call it. */
export async function enqueueScheduled(registry: JobRegistry): Promise<void> {
  for (const { definition } of registry.values()) {
    if (definition.everyMs !== undefined) await enqueueWhenDue(definition, definition.everyMs)
  }
}

function enqueueWhenDue(job: JobDefinition, everyMs: number): Promise<void> {
  return inTransaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`schedule of ${job.name}`}))`)
    const at = now()
    const since = new Date(at.getTime() - everyMs)
    const [recent] = await tx
      .select({ id: jobRuns.id })
      .from(jobRuns)
      // A run of later, of before the clock was set back, is none of this time.
      .where(and(eq(jobRuns.name, job.name), gt(jobRuns.createdAt, since), lte(jobRuns.createdAt, at)))
      .limit(1)
    if (!recent) await enqueue(tx, systemContext('schedule'), job, {}, { dedupeKey: 'scheduled' })
  })
}
