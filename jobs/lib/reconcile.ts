import { and, asc, gt, inArray, lt } from 'drizzle-orm'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { now } from '#server/platform/clock/clock.ts'
import { log } from '#server/platform/log/log.ts'
import { database } from '#server/platform/postgres/postgres.ts'
import { announceRun } from '#server/platform/queues/announce-run.ts'
import { toQueueName, type JobRunRow } from '#server/platform/queues/job-run-dto.ts'
import { recoverRun } from '#server/platform/queues/run-transitions.ts'
import { openStates } from '#server/platform/queues/schemas.ts'
import type { Redis } from 'ioredis'
import { deliveryId, type BullQueues } from './bull-queues.ts'

const batch = 500

/**
 * Finds open runs whose delivery Redis no longer holds (it was emptied, or adding failed) and puts them back.
 * Deliveries younger than `settleMs` are left alone: they may still be on their way. Gives how many it put back.
 */
export async function recoverLostDeliveries(
  redis: Redis,
  queues: BullQueues,
  settleMs: number,
): Promise<number> {
  let recovered = 0
  let after: string | undefined
  for (;;) {
    const runs = await dispatchedRuns(new Date(now().getTime() - settleMs), after)
    for (const run of await missingFrom(redis, queues, runs)) {
      const put = await recoverRun({ runId: run.id, delivery: run.delivery })
      if (!put) continue
      recovered += 1
      log().warn({ runId: run.id, job: run.name, state: put.state }, 'Redis had lost a run')
      await announceRun(put)
    }
    if (runs.length < batch) return recovered
    after = runs.at(-1)?.id
  }
}

function dispatchedRuns(before: Date, after: string | undefined): Promise<JobRunRow[]> {
  return database()
    .select()
    .from(jobRuns)
    .where(
      and(
        inArray(jobRuns.state, [...openStates]),
        lt(jobRuns.dispatchedAt, before),
        after === undefined ? undefined : gt(jobRuns.id, after),
      ),
    )
    .orderBy(asc(jobRuns.id))
    .limit(batch)
}

async function missingFrom(redis: Redis, queues: BullQueues, runs: JobRunRow[]): Promise<JobRunRow[]> {
  if (runs.length === 0) return []
  const pipeline = redis.pipeline()
  for (const run of runs) {
    pipeline.exists(
      queues.live[toQueueName(run.queue)].toKey(deliveryId({ runId: run.id, delivery: run.delivery })),
    )
  }
  const answers = (await pipeline.exec()) ?? []
  const failed = answers.find(([error]) => error)
  if (failed?.[0]) throw failed[0]
  return runs.filter((_, index) => answers[index]?.[1] === 0)
}
