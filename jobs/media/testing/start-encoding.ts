import { encodeTitleJob } from '#server/domains/media/index.ts'
import type { JobContext, JobProgress } from '#server/platform/queues/job-handler.ts'
import { buildRegistry, handle } from '../../lib/define-handler.ts'
import { startWorker, type RunningWorker, type WorkerTimings } from '../../lib/start-worker.ts'
import { quickTimings } from '../../lib/testing/sample-jobs.ts'
import { handlers } from '../../registry.ts'
import { subscriptions } from '../../subscriptions.ts'
import { encodeTitle } from '../encode-title.ts'

/** What a test has to do with a worker in its own process. */
export interface Encoding {
  /** How many encodes it makes at a time, 1 unless said. */
  encodes?: number
  /** How many clear-ups it does at a time, 1 unless said. */
  clearUps?: number
  /** How the job differs from what production runs. */
  job?: Partial<Pick<typeof encodeTitleJob, 'backoff' | 'idleTimeoutMs'>>
  /** Comes before each attempt at a film, which fails with what it throws. */
  before?: () => Promise<void> | void
  /** Sees each progress of a film after it was kept; the work goes on after it. */
  onProgress?: (progress: JobProgress, context: JobContext) => Promise<void> | void
}

/** Nobody dies in this process: a worker that a loaded machine lets renew its lock late shall keep its runs. */
const timings: WorkerTimings = { ...quickTimings, lockMs: 10_000 }

/** Starts a worker in this process that encodes films and clears up after them. */
export function startEncoding(encoding: Encoding = {}): Promise<RunningWorker> {
  const { encodes = 1, clearUps = 1 } = encoding
  const others = handlers.filter(({ definition }) => definition.name !== encodeTitleJob.name)
  return startWorker({
    registry: buildRegistry([], [...others, watchedEncode(encoding)]),
    // Whichever worker relays an event must know what it asks for.
    subscriptions,
    queues: [
      { name: 'encode', concurrency: encodes },
      ...(clearUps > 0 ? [{ name: 'maintenance' as const, concurrency: clearUps }] : []),
    ],
    port: 1,
    timings,
  })
}

function watchedEncode({ job, before, onProgress }: Encoding) {
  return handle({ ...encodeTitleJob, ...job }, async (context, payload) => {
    await before?.()
    const reportProgress = async (progress: JobProgress): Promise<void> => {
      await context.reportProgress(progress)
      await onProgress?.(progress, context)
    }
    await encodeTitle({ ...context, reportProgress }, payload)
  })
}
