import { z } from 'zod'
import { defineEvent } from '../outbox/define-event.ts'
import { queueNames } from './define-job.ts'

const endedRun = z.object({
  runId: z.uuid(),
  name: z.string(),
  queue: z.string(),
  subject: z.object({ type: z.string(), id: z.string() }).nullable(),
})

/** A run has failed for good: its attempts are used up, or trying again can't help. */
export const jobRunDied = defineEvent(
  'job-run.died',
  endedRun.extend({ error: z.object({ code: z.string(), message: z.string() }) }),
)

/** A run was cancelled, before or while it worked. */
export const jobRunCancelled = defineEvent('job-run.cancelled', endedRun)

const wholeQueue = z.object({ queue: z.enum(queueNames) })

/** No worker takes anything more from the queue. */
export const queuePaused = defineEvent('queue.paused', wholeQueue)

/** Workers take from the queue again. */
export const queueResumed = defineEvent('queue.resumed', wholeQueue)
