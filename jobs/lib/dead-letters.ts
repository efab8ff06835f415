import { eq } from 'drizzle-orm'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { database } from '#server/platform/postgres/postgres.ts'
import { queueNames } from '#server/platform/queues/define-job.ts'
import { toQueueName } from '#server/platform/queues/job-run-dto.ts'
import type { BullQueues, DeadLetter } from './bull-queues.ts'

const page = 1000

/**
 * Makes each dead-letter queue in Redis hold the dead runs of PostgreSQL and no others: a run that died is
 * added, one that was replayed or discarded leaves.
 */
export async function syncDeadLetters(queues: BullQueues): Promise<void> {
  const dead = await database()
    .select({ id: jobRuns.id, queue: jobRuns.queue, name: jobRuns.name, error: jobRuns.error })
    .from(jobRuns)
    .where(eq(jobRuns.state, 'dead'))
  for (const queue of queueNames) {
    const letters = dead.filter((run) => toQueueName(run.queue) === queue)
    const wanted = new Set(letters.map((run) => run.id))
    const present = await presentIds(queues, queue)
    const missing = letters.filter((run) => !present.has(run.id))
    if (missing.length > 0) await queues.dead[queue].addBulk(missing.map(toLetter))
    for (const id of present) if (!wanted.has(id)) await queues.dead[queue].remove(id)
  }
}

function toLetter(run: { id: string; name: string; error: DeadLetter['error'] }) {
  const data: DeadLetter = {
    runId: run.id,
    name: run.name,
    error: run.error && { code: run.error.code, message: run.error.message },
  }
  return { name: run.name, data, opts: { jobId: run.id } }
}

async function presentIds(queues: BullQueues, queue: (typeof queueNames)[number]): Promise<Set<string>> {
  const ids = new Set<string>()
  for (let start = 0; ; start += page) {
    const jobs = await queues.dead[queue].getJobs(['waiting'], start, start + page - 1)
    for (const job of jobs) if (job?.id) ids.add(job.id)
    if (jobs.length < page) return ids
  }
}
