import { z } from 'zod'
import { defineJob } from '../../platform/queues/define-job.ts'

/** Makes one film of the demo from its still and hands it to media as a source. */
export const makeDemoFilmJob = defineJob({
  name: 'make-demo-film',
  // It fills a machine as an encode does, so the two take turns.
  queue: 'encode',
  schema: z.object({
    titleId: z.uuid(),
    /** The film's name in the demo's plan, `hem-cut-88/s1e2`. */
    film: z.string().min(1).max(200),
  }),
  attempts: 3,
  backoff: { delayMs: 5000, maxDelayMs: 60_000 },
  timeoutMs: 20 * 60 * 1000,
  idleTimeoutMs: 5 * 60 * 1000,
})
