import type { jobRuns } from '#db/postgres/schema/index.ts'
import { queueNames, type QueueName } from './define-job.ts'
import { jobProgressSchema, type JobRunDto } from './schemas.ts'

export type JobRunRow = typeof jobRuns.$inferSelect

/** Gives the run as admins see it; the payload stays inside. */
export function toJobRunDto(row: JobRunRow, position: number | null = null): JobRunDto {
  const progress = jobProgressSchema.safeParse(row.progress)
  return {
    id: row.id,
    name: row.name,
    queue: toQueueName(row.queue),
    subject: row.subjectType && row.subjectId ? { type: row.subjectType, id: row.subjectId } : null,
    state: row.state,
    priority: row.priority,
    attempt: row.attempt,
    maxAttempts: row.maxAttempts,
    progress: progress.success ? progress.data : null,
    error: row.error,
    workerId: row.workerId,
    position,
    cancelRequested: row.cancelRequestedAt !== null,
    createdAt: row.createdAt.toISOString(),
    availableAt: row.availableAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    progressedAt: row.progressedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

/** Gives the text as a queue's name; a row that names another was written by no code of ours. */
export function toQueueName(text: string): QueueName {
  const found = queueNames.find((name) => name === text)
  if (!found) throw new Error(`No queue is called ${text}.`)
  return found
}
