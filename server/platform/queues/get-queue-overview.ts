import { authorize } from '../authorize/authorize.ts'
import type { Context } from '../context/context.ts'
import { queueNames } from './define-job.ts'
import { toJobRunDto } from './job-run-dto.ts'
import { findActiveRuns, findOldestWaits } from './job-run.repository.ts'
import { findQueuePauses } from './queue-pause.repository.ts'
import { readQueueDepth } from './queue-depth.ts'
import type { QueueOverview, WorkerInfo } from './schemas.ts'
import { listWorkers } from './worker-presence.ts'

/** Gives each queue's depth, oldest wait in seconds and slots, and each living worker with what it does now. */
export async function getQueueOverview(context: Context): Promise<QueueOverview> {
  authorize(context, 'job.read')
  const [depth, oldest, active, workers, pauses] = await Promise.all([
    readQueueDepth(),
    findOldestWaits(),
    findActiveRuns(),
    listWorkers(),
    findQueuePauses(),
  ])
  const queues = queueNames.map((queue) => {
    const runs = (state: string) =>
      depth.find((each) => each.queue === queue && each.state === state)?.runs ?? 0
    const since = oldest.get(queue)
    const pause = pauses.get(queue)
    const waitedMs = since ? context.now.getTime() - since.getTime() : null
    return {
      queue,
      active: runs('active'),
      waiting: runs('waiting'),
      oldestWaitSeconds: waitedMs === null ? null : Math.max(0, Math.round(waitedMs / 1000)),
      dead: runs('dead'),
      slots: countSlots(workers, queue),
      paused: pause ? { at: pause.pausedAt.toISOString(), by: pause.pausedBy } : null,
    }
  })
  return {
    queues,
    workers: workers.map((worker) => ({
      ...worker,
      running: active.filter((run) => run.workerId === worker.id).map((run) => toJobRunDto(run)),
    })),
  }
}

/** How many runs of the queue all living workers could do at once. */
function countSlots(workers: WorkerInfo[], queue: string): number {
  const served = workers.flatMap((worker) => worker.queues.filter((each) => each.name === queue))
  return served.reduce((sum, each) => sum + each.concurrency, 0)
}
