import type { z } from 'zod'
import type { EnqueueOptions } from '#server/platform/queues/enqueue.ts'
import type { EventDefinition } from '#server/platform/outbox/define-event.ts'
import type { JobDefinition } from '#server/platform/queues/define-job.ts'

/** What an event asks of a job. */
export type Wish<Payload> = { payload: Payload } & Pick<EnqueueOptions, 'subject' | 'priority' | 'delayMs'>

export type JobSubscription = {
  type: string
  job: JobDefinition
  /** Gives what to enqueue, null for nothing. */
  wish: (payload: unknown) => Wish<unknown> | null
}

/** Makes each event of a type enqueue a job, or nothing where `wish` gives null: one line in subscriptions.ts. */
export function subscribe<EventSchema extends z.ZodType, JobSchema extends z.ZodType>(
  event: EventDefinition<string, EventSchema>,
  job: JobDefinition<JobSchema>,
  wish: (payload: z.output<EventSchema>) => Wish<z.input<JobSchema>> | null,
): JobSubscription {
  return { type: event.type, job, wish: (payload) => wish(event.schema.parse(payload)) }
}
