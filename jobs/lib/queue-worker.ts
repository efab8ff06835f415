import { Worker } from 'bullmq'
import { log } from '#server/platform/log/log.ts'
import type { QueueName } from '#server/platform/queues/define-job.ts'
import type { Redis } from 'ioredis'
import type { ActiveRun } from './active-run.ts'
import { bullPrefix, type BullQueues, type Delivery } from './bull-queues.ts'
import { runJob, type RunJobOptions } from './run-job.ts'
import type { RunOutcome } from './settle-run.ts'

export type QueueWorkerOptions = RunJobOptions & {
  queue: QueueName
  concurrency: number
  connection: Redis
  queues: BullQueues
  /** How long a worker that has died still holds its runs. */
  lockMs: number
  /** How often one worker looks for runs of dead ones. */
  stalledEveryMs: number
  /** Called with each run's outcome, once BullMQ has let go of it. */
  onOutcome: (outcome: RunOutcome) => void
}

export type QueueWorker = {
  queue: QueueName
  concurrency: number
  /** Takes no more runs; those in hand go on. */
  pause: () => Promise<void>
  /** Starts anew when runs wait, a slot is free and none has been taken for a while: BullMQ may idle after an outage. */
  watch: () => Promise<void>
  /** Ends; BullMQ's own close may hang, so it is given `deadlineMs`. */
  close: (deadlineMs: number) => Promise<void>
}

const idleSuspectMs = 20_000

/** Starts taking runs of one queue. */
export function startQueueWorker(options: QueueWorkerOptions): QueueWorker {
  let busy = 0
  let lastTakenAt = Date.now()
  let worker = open()

  function open(): Worker<Delivery, RunOutcome> {
    const fresh = new Worker<Delivery, RunOutcome>(
      options.queue,
      // BullMQ hands its signal only to a processor that names three parameters.
      async (job, _token, signal) => {
        busy += 1
        lastTakenAt = Date.now()
        try {
          return await runJob(options, job.data, signal)
        } finally {
          busy -= 1
          lastTakenAt = Date.now()
        }
      },
      {
        connection: options.connection,
        prefix: bullPrefix,
        concurrency: options.concurrency,
        name: options.workerId,
        lockDuration: options.lockMs,
        stalledInterval: options.stalledEveryMs,
        // Past its default of 1 a stalled job fails whatever its attempts: ours are counted in PostgreSQL.
        maxStalledCount: 1_000_000,
        // After a lost connection; BullMQ's own 15 s would leave the queue idle for as long.
        runRetryDelay: 1000,
        drainDelay: 2,
      },
    )
    observe(fresh, options)
    return fresh
  }

  return {
    queue: options.queue,
    concurrency: options.concurrency,
    pause: () => worker.pause(true),
    async watch() {
      const isSuspect = busy < options.concurrency && Date.now() - lastTakenAt > idleSuspectMs
      if (!isSuspect || (await countWaiting(options)) === 0) return
      log().warn({ queue: options.queue }, 'runs wait and none is taken: starting the queue worker anew')
      const idle = worker
      worker = open()
      lastTakenAt = Date.now()
      await closeWithin(idle, 5000)
    },
    close: (deadlineMs) => closeWithin(worker, deadlineMs),
  }
}

function observe(worker: Worker<Delivery, RunOutcome>, options: QueueWorkerOptions) {
  const { queue, activeRuns } = options
  worker.on('error', (error) => log().warn({ err: error, queue }, 'queue worker failed, going on'))
  worker.on('stalled', (id) => log().warn({ queue, delivery: id }, 'a run stalled and is delivered again'))
  worker.on('completed', (_job, outcome) => options.onOutcome(outcome))
  // Only PostgreSQL staying away gets here; the reconciler finds the run, for the delivery is gone.
  worker.on('failed', (job, error) =>
    log().error({ err: error, queue, run: job?.data.runId }, 'delivery failed'),
  )
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) stopDelivery(activeRuns, id)
  })
}

function stopDelivery(activeRuns: Map<string, ActiveRun>, bullId: string) {
  const runId = bullId.slice(0, bullId.lastIndexOf('-'))
  activeRuns.get(runId)?.stop('lost-lock')
}

async function countWaiting({ queues, queue }: QueueWorkerOptions): Promise<number> {
  const counts = await queues.live[queue].getJobCounts('prioritized', 'wait')
  return (counts.prioritized ?? 0) + (counts.wait ?? 0)
}

async function closeWithin(worker: Worker<Delivery, RunOutcome>, deadlineMs: number): Promise<void> {
  const late = Symbol('late')
  const deadline = new Promise<typeof late>((resolve) => {
    setTimeout(() => resolve(late), deadlineMs).unref()
  })
  const closed = worker.close().catch((error: unknown) => {
    log().warn({ err: error, queue: worker.name }, 'queue worker closed with an error')
  })
  if ((await Promise.race([closed, deadline])) === late) {
    log().warn({ queue: worker.name }, 'queue worker did not close in time')
    void worker.disconnect().catch(() => {})
  }
}
