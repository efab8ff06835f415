import type { CreateJob } from './job-schema.ts'

export type JobStatus = 'SUBMITTED' | 'PROGRESSING' | 'COMPLETE' | 'CANCELED' | 'ERROR'

/** A job as the stand-in keeps it. */
export interface StandInJob {
  id: string
  arn: string
  queue: string
  request: CreateJob
  status: JobStatus
  phase: 'PROBING' | 'TRANSCODING' | 'UPLOADING' | null
  percent: number
  error: { code: number; message: string } | null
  createdAt: number
  stop: AbortController
}

/** A job as GetJob and ListJobs tell it, in the wire's words. */
export function tellJob(job: StandInJob): Record<string, unknown> {
  return {
    id: job.id,
    arn: job.arn,
    queue: job.queue,
    role: job.request.role,
    priority: job.request.priority,
    clientRequestToken: job.request.clientRequestToken,
    settings: job.request.settings,
    userMetadata: job.request.userMetadata,
    status: job.status,
    ...(job.phase ? { currentPhase: job.phase } : {}),
    ...(job.status === 'SUBMITTED' ? {} : { jobPercentComplete: Math.floor(job.percent) }),
    ...(job.error ? { errorCode: job.error.code, errorMessage: job.error.message } : {}),
    createdAt: job.createdAt / 1000,
    timing: { submitTime: job.createdAt / 1000 },
  }
}
