import { createContext } from '#server/platform/context/context.ts'
import { observeJobRun } from '#server/platform/metrics/job-metrics.ts'
import { announceRun } from '#server/platform/queues/announce-run.ts'
import type { JobRunRow } from '#server/platform/queues/job-run-dto.ts'
import type { JobContext } from '#server/platform/queues/job-handler.ts'
import {
  parkRun,
  recoverRun,
  takeRun,
  writeFenced,
  type Hold,
} from '#server/platform/queues/run-transitions.ts'
import { startActiveRun, type ActiveRun } from './active-run.ts'
import type { Delivery } from './bull-queues.ts'
import type { JobRegistry, RegisteredJob } from './define-handler.ts'
import { createProgressReporter } from './report-progress.ts'
import { settleRun, type RunEnd, type RunOutcome } from './settle-run.ts'

export type RunJobOptions = {
  registry: JobRegistry
  workerId: string
  /** The runs of this worker by id; run-job adds and removes its own. */
  activeRuns: Map<string, ActiveRun>
  /** How long a stopped handler may take to end before the run is settled without it. */
  graceMs: number
  /** True once this worker takes nothing more. */
  isStopping: () => boolean
}

/** What a job whose handler this worker does not know is allowed: another worker may be newer. */
const unknownJobLimits = { timeoutMs: 60_000, backoff: { delayMs: 30_000, maxDelayMs: 600_000 } }

/**
 * Does one delivered run from taking to its end and tells how it ended. It throws only when PostgreSQL stays
 * away, and then the reconciler finds the run.
 */
export async function runJob(
  options: RunJobOptions,
  delivered: Delivery,
  lock?: AbortSignal,
): Promise<RunOutcome> {
  if (options.isStopping()) {
    // BullMQ may hand over one more run after its pause: back with it.
    const returned = await recoverRun(delivered)
    return returned ? 'returned' : 'stale'
  }
  const take = await takeRun(delivered, options.workerId)
  switch (take.outcome) {
    case 'stale':
      return 'stale'
    case 'ended':
      await announceRun(take.run)
      return take.run.state === 'dead' ? 'dead' : 'cancelled'
    case 'put-back':
      await announceRun(take.run)
      return 'returned'
    case 'taken':
      return doRun(options, take.run, take.hold, lock)
  }
}

async function doRun(
  options: RunJobOptions,
  run: JobRunRow,
  hold: Hold,
  lock: AbortSignal | undefined,
): Promise<RunOutcome> {
  const startedAt = performance.now()
  const job = options.registry.get(run.name)
  const active = startActiveRun(hold, job?.definition ?? unknownJobLimits)
  const stopForLock = () => active.stop('lost-lock')
  lock?.addEventListener('abort', stopForLock)
  options.activeRuns.set(run.id, active)
  try {
    await announceRun(run)
    const end = await callHandler(job, run, active, options.graceMs)
    const backoff = job?.definition.backoff ?? unknownJobLimits.backoff
    const outcome = await settleRun({ run, hold, end, stopReason: active.stopReason(), backoff })
    observeJobRun({ queue: run.queue, job: run.name, outcome }, (performance.now() - startedAt) / 1000)
    return outcome
  } finally {
    active.end()
    lock?.removeEventListener('abort', stopForLock)
    // A worker that lost the run may meanwhile have been given it again.
    if (options.activeRuns.get(run.id) === active) options.activeRuns.delete(run.id)
  }
}

async function callHandler(
  job: RegisteredJob | undefined,
  run: JobRunRow,
  active: ActiveRun,
  graceMs: number,
): Promise<RunEnd> {
  if (!job) return { ended: 'failed', error: new Error(`This worker knows no job ${run.name}.`) }
  const progress = createProgressReporter(active)
  let isParked = false
  const base = createContext({ kind: 'system', name: 'worker' }, run.id)
  const context: JobContext = {
    ...base,
    log: base.log.child({ job: run.name, runId: run.id, attempt: run.attempt }),
    runId: run.id,
    attempt: run.attempt,
    signal: active.signal,
    reportProgress: progress.report,
    fenced: (work) => writeFenced(active.hold, work),
    async park(work) {
      await progress.flush()
      await writeFenced(active.hold, async (tx) => {
        await work(tx)
        await parkRun(tx, active.hold)
      })
      isParked = true
    },
  }
  const handled = (async (): Promise<RunEnd> => {
    try {
      await job.run(context, run.payload)
      if (isParked) return { ended: 'parked' }
      await progress.flush()
      return { ended: 'done' }
    } catch (error) {
      if (isParked) return { ended: 'parked' }
      await progress.flush().catch(() => {})
      return { ended: 'failed', error }
    }
  })()
  return Promise.race([handled, abandonAfter(active.signal, graceMs)])
}

/** Gives up on a handler that goes on `graceMs` after it was told to stop; the fence keeps it from writing. */
function abandonAfter(signal: AbortSignal, graceMs: number): Promise<RunEnd> {
  return new Promise((resolve) => {
    const giveUpLater = () => void setTimeout(() => resolve({ ended: 'abandoned' }), graceMs).unref()
    if (signal.aborted) giveUpLater()
    else signal.addEventListener('abort', giveUpLater, { once: true })
  })
}
