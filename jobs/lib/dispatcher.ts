import { and, inArray, isNull, min } from 'drizzle-orm'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { now } from '#server/platform/clock/clock.ts'
import { database } from '#server/platform/postgres/postgres.ts'
import { announceRun } from '#server/platform/queues/announce-run.ts'
import { queueNames } from '#server/platform/queues/define-job.ts'
import type { JobRunRow } from '#server/platform/queues/job-run-dto.ts'
import { inOpenQueue } from '#server/platform/queues/queue-pause.repository.ts'
import { claimDue } from '#server/platform/queues/run-transitions.ts'
import { bullPriority, deliveryId, type BullQueues, type Delivery } from './bull-queues.ts'

const batch = 100

/**
 * Carries every run whose time has come to its Redis queue and gives the milliseconds until the next one is
 * due, null when none is known. A run is claimed first and added after the commit: when adding fails, the
 * reconciler finds that Redis lacks it. Any number of dispatchers may run at once.
 */
export async function dispatchDueRuns(queues: BullQueues): Promise<number | null> {
  for (;;) {
    const claimed = await claimDue(batch)
    await addToRedis(queues, claimed)
    await Promise.all(claimed.map(announceRun))
    if (claimed.length < batch) return msUntilNextDue()
  }
}

/** Puts deliveries into Redis; one that is there already is left as it is. */
async function addToRedis(queues: BullQueues, runs: JobRunRow[]): Promise<void> {
  for (const queue of queueNames) {
    const deliveries = runs.filter((run) => run.queue === queue).map(toBullJob)
    if (deliveries.length > 0) await queues.live[queue].addBulk(deliveries)
  }
}

function toBullJob(run: JobRunRow) {
  const data: Delivery = { runId: run.id, delivery: run.delivery }
  return {
    name: run.name,
    data,
    opts: {
      jobId: deliveryId(data),
      priority: bullPriority(run.priority),
      // run-job alone decides what is tried again: to BullMQ each delivery is one try.
      attempts: 1,
      removeOnComplete: true,
      removeOnFail: true,
    },
  }
}

async function msUntilNextDue(): Promise<number | null> {
  const [next] = await database()
    .select({ at: min(jobRuns.availableAt) })
    .from(jobRuns)
    .where(and(inArray(jobRuns.state, ['queued', 'retrying']), isNull(jobRuns.dispatchedAt), inOpenQueue))
  return next?.at ? Math.max(next.at.getTime() - now().getTime(), 0) : null
}
