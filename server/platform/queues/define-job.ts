import type { z } from 'zod'

/** Queues are named by the resource they use up, so that each can be scaled and paused alone. */
export const queueNames = ['encode', 'downloads', 'commerce', 'notify', 'maintenance'] as const
export type QueueName = (typeof queueNames)[number]

export type JobDefinition<Schema extends z.ZodType = z.ZodType> = {
  /** Imperative and unique, `encode-title`. */
  name: string
  queue: QueueName
  /** Ids and versions only. */
  schema: Schema
  /** How many times the work is tried in all. */
  attempts: number
  /** Wait before the second try; it doubles with each further one, up to `maxDelayMs`. */
  backoff: { delayMs: number; maxDelayMs: number }
  /** The whole run is stopped after this long. */
  timeoutMs: number
  /** The run is stopped and tried again when it reports no progress for this long. */
  idleTimeoutMs?: number
  /** Workers enqueue it by themselves this often, with an empty payload. */
  everyMs?: number
}

/** Declares a job in a domain's jobs.ts; its handler lives in `jobs/<domain>/` and is loaded only by the worker. */
export function defineJob<Schema extends z.ZodType>(
  definition: JobDefinition<Schema>,
): JobDefinition<Schema> {
  return definition
}
