import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { env } from '#server/platform/env/env.ts'
import { eventLog } from '#server/platform/events/event-log.ts'
import { log } from '#server/platform/log/log.ts'
import { listen } from '#server/platform/postgres/listen.ts'
import { jobRunsChannel, jobSignalsChannel } from '#server/platform/queues/channels.ts'
import type { QueueName } from '#server/platform/queues/define-job.ts'
import { announceWorker, withdrawWorker } from '#server/platform/queues/worker-presence.ts'
import { outboxChannel } from '#server/platform/outbox/record-event.ts'
import { openRedis } from '#server/platform/redis/redis.ts'
import type { Redis } from 'ioredis'
import type { ActiveRun } from './active-run.ts'
import { openBullQueues, type BullQueues } from './bull-queues.ts'
import { syncDeadLetters } from './dead-letters.ts'
import type { JobRegistry } from './define-handler.ts'
import { dispatchDueRuns } from './dispatcher.ts'
import { enqueueScheduled } from './enqueue-scheduled.ts'
import { relayOutbox, sweepOutbox } from './outbox-relay.ts'
import { startQueueWorker, type QueueWorker } from './queue-worker.ts'
import { recoverLostDeliveries } from './reconcile.ts'
import { repeat, type Repeated } from './repeat.ts'
import type { JobSubscription } from './subscribe.ts'
import { sweepRuns } from './sweep-runs.ts'
import { watchActiveRuns } from './watch-runs.ts'

/** All in milliseconds. */
export type WorkerTimings = {
  /** How long a dead worker still holds its runs, and how often that is looked for. */
  lockMs: number
  stalledEveryMs: number
  /** How long a stopped handler may take to end. */
  graceMs: number
  /** Safety net beneath LISTEN/NOTIFY. */
  sweepEveryMs: number
  /** How often PostgreSQL is compared with Redis, and how old a delivery must be for it. */
  reconcileEveryMs: number
  settleMs: number
}

const usualTimings: WorkerTimings = {
  lockMs: 30_000,
  stalledEveryMs: 5000,
  graceMs: 10_000,
  sweepEveryMs: 2000,
  reconcileEveryMs: 5000,
  settleMs: 5000,
}

export type WorkerOptions = {
  registry: JobRegistry
  subscriptions: JobSubscription[]
  queues: { name: QueueName; concurrency: number }[]
  /** Where its probes answer, for the list of workers. */
  port: number
  timings?: Partial<WorkerTimings>
  /** What each machine sees to for itself, beside any queue. */
  housekeeping?: Housekeeping[]
}

export type Housekeeping = {
  name: string
  everyMs: number
  /** A channel of PostgreSQL that has it work sooner. */
  wokenBy?: string
  /** May give a shorter wait until the next time, in milliseconds. */
  work: () => Promise<number | void>
}

export type RunningWorker = {
  id: string
  /** Takes nothing more, tells handlers to stop, gives their runs back untried, and ends within the deadline. */
  stop: (deadlineMs?: number) => Promise<void>
}

/** Starts a worker: its queues, the dispatcher, the outbox relay and what watches over them. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const id = `${hostname()}-${process.pid}-${randomBytes(2).toString('hex')}`
  const timings = { ...usualTimings, ...options.timings }
  const connection = openRedis(env().REDIS_QUEUE_URL)
  const queues = openBullQueues(connection)
  const activeRuns = new Map<string, ActiveRun>()
  let stopping = false

  const loops = startLoops({ ...options, connection, queues, activeRuns, timings })
  const housekeeping = (options.housekeeping ?? []).map(({ name, everyMs, work, wokenBy }) => ({
    loop: repeat(name, everyMs, work),
    wokenBy,
  }))
  const queueWorkers = options.queues.map(({ name, concurrency }) =>
    startQueueWorker({
      registry: options.registry,
      workerId: id,
      activeRuns,
      graceMs: timings.graceMs,
      isStopping: () => stopping,
      queue: name,
      concurrency,
      connection,
      queues,
      lockMs: timings.lockMs,
      stalledEveryMs: timings.stalledEveryMs,
      onOutcome: (outcome) => {
        if (outcome === 'dead') loops.deadLetters.wake()
      },
    }),
  )
  const presence = keepPresence(id, options)
  const idleWatch = repeat('idle watch', 10_000, () => watchIdle(queueWorkers))
  const silence = await listenForWork(loops, housekeeping)

  return {
    id,
    async stop(deadlineMs = 15_000) {
      stopping = true
      await Promise.all(queueWorkers.map((worker) => worker.pause()))
      for (const run of activeRuns.values()) run.stop('shutdown')
      await Promise.all(queueWorkers.map((worker) => worker.close(deadlineMs)))
      await silence()
      const own = housekeeping.map(({ loop }) => loop)
      const all = [presence, idleWatch, ...own, ...Object.values(loops)]
      await Promise.all(all.map((loop) => loop.stop()))
      await withdrawWorker(id).catch((error: unknown) =>
        log().warn({ err: error }, 'worker not taken off the list'),
      )
      await queues.close()
      connection.disconnect()
    },
  }
}

type Loops = Record<
  'dispatch' | 'relay' | 'reconcile' | 'deadLetters' | 'watch' | 'schedule' | 'sweepEvents' | 'sweepRuns',
  Repeated
>

function startLoops(parts: {
  connection: Redis
  queues: BullQueues
  activeRuns: Map<string, ActiveRun>
  registry: JobRegistry
  subscriptions: JobSubscription[]
  timings: WorkerTimings
}): Loops {
  const { connection, queues, activeRuns, registry, subscriptions, timings } = parts
  const hourMs = 60 * 60 * 1000
  return {
    dispatch: repeat('dispatcher', timings.sweepEveryMs, async () => {
      return (await dispatchDueRuns(queues)) ?? undefined
    }),
    relay: repeat('outbox relay', timings.sweepEveryMs, async () => {
      await relayOutbox(eventLog(), subscriptions)
    }),
    reconcile: repeat('reconciler', timings.reconcileEveryMs, async () => {
      await recoverLostDeliveries(connection, queues, timings.settleMs)
    }),
    deadLetters: repeat('dead letters', timings.reconcileEveryMs, () => syncDeadLetters(queues)),
    watch: repeat('run watch', 1000, () => watchActiveRuns(activeRuns)),
    schedule: repeat('schedule', 5 * 60 * 1000, () => enqueueScheduled(registry)),
    sweepEvents: repeat('outbox sweep', hourMs, async () => {
      await sweepOutbox()
    }),
    sweepRuns: repeat('run sweep', hourMs, async () => {
      await sweepRuns()
    }),
  }
}

/** Listening is only haste: where it can't begin, the loops find the work by themselves. */
async function listenForWork(
  loops: Loops,
  housekeeping: readonly { loop: Repeated; wokenBy?: string }[],
): Promise<() => Promise<void>> {
  const listening = await Promise.all([
    listen(jobRunsChannel, () => loops.dispatch.wake()),
    listen(outboxChannel, () => loops.relay.wake()),
    listen(jobSignalsChannel, () => loops.watch.wake()),
    ...housekeeping.flatMap(({ loop, wokenBy }) => (wokenBy ? [listen(wokenBy, () => loop.wake())] : [])),
  ])
  return async () => {
    await Promise.all(listening.map((end) => end().catch(() => {})))
  }
}

function keepPresence(id: string, { queues, port }: WorkerOptions): Repeated {
  const startedAt = new Date().toISOString()
  return repeat('presence', 5000, () =>
    announceWorker({ id, host: hostname(), pid: process.pid, port, queues, startedAt }),
  )
}

async function watchIdle(workers: QueueWorker[]): Promise<void> {
  for (const worker of workers) await worker.watch()
}
