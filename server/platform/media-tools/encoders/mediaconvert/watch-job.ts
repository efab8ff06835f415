import { GetJobCommand, type Job, type MediaConvertClient } from '@aws-sdk/client-mediaconvert'
import { MediaToolError } from '../../errors.ts'
import type { EncodeLedger, RunOptions } from '../../port.ts'
import type { MediaConvertConfig } from './config.ts'
import { jobFailure, mayPass, serviceFailure } from './explain-failure.ts'

/** A flood of callbacks asks the service no more often than this. */
const LEAST_BETWEEN_MS = 500

export interface Watch extends RunOptions {
  client: Pick<MediaConvertClient, 'send'>
  config: Pick<MediaConvertConfig, 'pollMs' | 'maxQueueMs' | 'stallMs'>
  ledger: EncodeLedger
  requestKey: string
  jobId: string
  /** Called at each look that the service answered, whether or not it has moved. */
  onLook: (percent: number) => void
}

/**
 * Waits for a job's end: looks at set intervals, and at once when the ledger has news. Throws what `jobFailure` says
 * of an error, `service-queue` when it waits in the queue for too long, and `service-stuck` when a begun job shows
 * neither another percentage nor another phase for too long.
 */
export async function watchJob(watch: Watch): Promise<Job> {
  const alarm = createAlarm(watch.signal)
  const stopListening = await watch.ledger.onNews(watch.requestKey, alarm.ring)
  const patience = createPatience(watch.config)
  try {
    for (;;) {
      const job = await look(watch)
      if (job) {
        await keep(watch, job)
        if (job.Status === 'COMPLETE') return job
        if (job.Status === 'ERROR' || job.Status === 'CANCELED') throw jobFailure(job)
      }
      patience.check(job)
      if (job) watch.onLook(job.JobPercentComplete ?? 0)
      await alarm.wait(LEAST_BETWEEN_MS, watch.config.pollMs)
    }
  } finally {
    await stopListening()
  }
}

/** Null when the service could not say; a fault that passes is waited out as a job that does not move. */
async function look({ client, jobId, signal }: Watch): Promise<Job | null> {
  try {
    const { Job: job } = await client.send(
      new GetJobCommand({ Id: jobId }),
      signal ? { abortSignal: signal } : {},
    )
    return job ?? null
  } catch (error) {
    signal?.throwIfAborted()
    if (mayPass(error)) return null
    throw serviceFailure(error, 'Looking at the job')
  }
}

async function keep({ ledger, requestKey }: Watch, job: Job): Promise<void> {
  switch (job.Status) {
    case 'COMPLETE':
      return ledger.record(requestKey, { state: 'complete', percent: 100 })
    case 'ERROR':
    case 'CANCELED': {
      const { code, message } = jobFailure(job)
      const state = job.Status === 'ERROR' ? 'failed' : 'cancelled'
      return ledger.record(requestKey, { state, error: { code, message } })
    }
    case 'PROGRESSING':
      return ledger.record(requestKey, { state: 'progressing', percent: job.JobPercentComplete ?? 0 })
    case 'SUBMITTED':
    case undefined:
      return
  }
}

function createPatience({ maxQueueMs, stallMs }: Watch['config']): { check: (job: Job | null) => void } {
  let movedAt = Date.now()
  let seen = ''
  const giveUp = (code: 'service-queue' | 'service-stuck', message: string): never => {
    throw new MediaToolError(code, message, { retryable: true })
  }
  return {
    check(job) {
      const now = job ? `${job.Status} ${job.CurrentPhase ?? ''} ${job.JobPercentComplete ?? ''}` : seen
      if (now !== seen) movedAt = Date.now()
      seen = now
      const waitedMs = Date.now() - movedAt
      const isQueued = job?.Status === 'SUBMITTED'
      const minutes = Math.round(waitedMs / 60_000)
      if (isQueued && waitedMs > maxQueueMs)
        giveUp('service-queue', `The job waited ${minutes} minutes in MediaConvert's queue`)
      if (!isQueued && waitedMs > stallMs)
        giveUp('service-stuck', `The job at MediaConvert showed no progress for ${minutes} minutes`)
    },
  }
}

interface Alarm {
  ring: () => void
  /** Waits until it rings, but `leastMs` in any case and `mostMs` at the most; throws the signal's reason. */
  wait: (leastMs: number, mostMs: number) => Promise<void>
}

function createAlarm(signal: AbortSignal | undefined): Alarm {
  let rung = false
  let wake = (): void => {}
  const pause = (ms: number, early: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      wake = () => early() && end()
      signal?.addEventListener('abort', end, { once: true })
      if (signal?.aborted || early()) end()
    })
  return {
    ring() {
      rung = true
      wake()
    },
    async wait(leastMs, mostMs) {
      await pause(Math.min(leastMs, mostMs), () => false)
      signal?.throwIfAborted()
      await pause(Math.max(0, mostMs - leastMs), () => rung)
      rung = false
      signal?.throwIfAborted()
    },
  }
}
