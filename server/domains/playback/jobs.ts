import { z } from 'zod'
import { defineJob } from '../../platform/queues/define-job.ts'
import { endPlaybackOfSchema } from './schemas.ts'

const backoff = { delayMs: 500, maxDelayMs: 60_000 }

/** On `sessions.ended` and `entitlement.revoked`: players that have lost their ground stop. */
export const endPlaybackJob = defineJob({
  name: 'end-playback',
  queue: 'notify',
  schema: endPlaybackOfSchema,
  attempts: 10,
  backoff,
  timeoutMs: 15_000,
})

/** Each minute: which players fell silent is written down. */
export const sweepPlaybackJob = defineJob({
  name: 'sweep-playback',
  queue: 'maintenance',
  schema: z.object({}),
  attempts: 1,
  backoff,
  timeoutMs: 30_000,
  everyMs: 60_000,
})
