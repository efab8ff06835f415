import { setTimeout as sleep } from 'node:timers/promises'
import type { Announce } from './announce.ts'
import { JobError } from './encode-job.ts'
import type { JobStatus, StandInJob } from './jobs.ts'
import { makeOutputs, type Making } from './make-outputs.ts'

/** Puts a job into a status and tells of it. */
export async function moveJob(job: StandInJob, status: JobStatus, announce: Announce): Promise<void> {
  job.status = status
  if (status !== 'SUBMITTED') await announce(job, status)
}

/** Takes a job from the queue to its end. */
export async function workOnJob(job: StandInJob, making: Making): Promise<void> {
  const { faults, announce } = making
  const { signal } = job.stop
  try {
    await sleep(faults.queueMs, undefined, { signal })
    job.phase = 'PROBING'
    await moveJob(job, 'PROGRESSING', announce)
    if (faults.stall) await sleep(24 * 3600 * 1000, undefined, { signal })
    const { jobError } = faults
    faults.jobError = null
    if (jobError) throw new JobError(jobError.code, jobError.message)
    await makeOutputs(job, making)
    job.phase = null
    job.percent = 100
    await moveJob(job, 'COMPLETE', announce)
  } catch (error) {
    if (signal.aborted) return
    const { code = 1999, message } = error as Partial<JobError> & Error
    job.error = { code: typeof code === 'number' ? code : 1999, message }
    await moveJob(job, 'ERROR', announce)
  }
}
