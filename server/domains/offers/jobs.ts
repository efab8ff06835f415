import { z } from 'zod'
import { defineJob } from '../../platform/queues/define-job.ts'

/** On `offer.changed`: pages that show offers are read anew by every web process. */
export const refreshOffersJob = defineJob({
  name: 'refresh-offers',
  queue: 'maintenance',
  schema: z.object({}),
  attempts: 10,
  backoff: { delayMs: 1000, maxDelayMs: 60_000 },
  timeoutMs: 15_000,
})
