import { z } from 'zod'
import { queueNames } from './define-job.ts'

/**
 * Every state of a run; the last four are ends, of which all but `completed` can be replayed. A parked one has given
 * its slot back and waits to be woken by what it waits for.
 */
export const jobStates = [
  'queued',
  'active',
  'retrying',
  'parked',
  'completed',
  'dead',
  'cancelled',
  'discarded',
] as const
export const jobStateSchema = z.enum(jobStates)
export type JobState = z.infer<typeof jobStateSchema>

/** States in which a run still has work before it. */
export const openStates = ['queued', 'active', 'retrying', 'parked'] as const satisfies readonly JobState[]
/** Tells whether a run in this state still has work before it. */
export function isOpen(state: JobState): boolean {
  return openStates.some((open) => open === state)
}
/** States from which an admin may start a run again. */
export const replayableStates = ['dead', 'cancelled', 'discarded'] as const satisfies readonly JobState[]

/** What a handler last reported; details beside the known fields are the job's own. */
export const jobProgressSchema = z.looseObject({
  stage: z.string(),
  percent: z.number(),
  etaSeconds: z.number().nullish(),
})

export const jobErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  retryable: z.boolean(),
})

/** A run as admins see it; times are ISO 8601 in UTC. */
export const jobRunSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  queue: z.enum(queueNames),
  subject: z.object({ type: z.string(), id: z.string() }).nullable(),
  state: jobStateSchema,
  priority: z.number().int(),
  attempt: z.number().int(),
  maxAttempts: z.number().int(),
  progress: jobProgressSchema.nullable(),
  error: jobErrorSchema.nullable(),
  workerId: z.string().nullable(),
  /** Place among the queued runs of its queue, 1 is next; null when it is not waiting. */
  position: z.number().int().nullable(),
  cancelRequested: z.boolean(),
  createdAt: z.string(),
  /** When a queued or retrying run may start. */
  availableAt: z.string(),
  startedAt: z.string().nullable(),
  progressedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
})
export type JobRunDto = z.infer<typeof jobRunSchema>

export const listJobRunsSchema = z.object({
  states: z.array(jobStateSchema).min(1).optional(),
  queue: z.enum(queueNames).optional(),
  name: z.string().min(1).max(100).optional(),
  subject: z.object({ type: z.string().min(1), id: z.string().min(1) }).optional(),
  page: z.number().int().min(1).max(100_000).default(1),
  pageSize: z.number().int().min(1).max(200).default(50),
})

export const jobRunIdSchema = z.object({ runId: z.uuid() })

export const queueInputSchema = z.object({ queue: z.enum(queueNames) })
export type QueueStanding = { queue: (typeof queueNames)[number]; paused: boolean }

/** Where a waiting run may be moved: before all others of its queue, or one place forward or back. */
export const runMoves = ['first', 'up', 'down'] as const
export const runMoveSchema = z.enum(runMoves)
export type RunMove = z.infer<typeof runMoveSchema>
export const reprioritiseJobRunSchema = jobRunIdSchema.extend({ move: runMoveSchema })

export type JobRunPage = { runs: JobRunDto[]; total: number; page: number; pageSize: number }

export const workerSchema = z.object({
  id: z.string(),
  host: z.string(),
  pid: z.number().int(),
  port: z.number().int(),
  queues: z.array(z.object({ name: z.enum(queueNames), concurrency: z.number().int() })),
  startedAt: z.string(),
})
export type WorkerInfo = z.infer<typeof workerSchema>

export type QueueOverview = {
  queues: {
    queue: (typeof queueNames)[number]
    active: number
    /** Queued and retrying. */
    waiting: number
    /** Age of the run that has waited longest for its turn, null when none waits. */
    oldestWaitSeconds: number | null
    dead: number
    /** How many runs all its workers could do at once. */
    slots: number
    /** Since when and by whom it is paused, null while workers take from it. */
    paused: { at: string; by: string } | null
  }[]
  workers: (WorkerInfo & { running: JobRunDto[] })[]
}
