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

const upkeep = {
  queue: 'maintenance',
  attempts: 5,
  backoff: { delayMs: 10_000, maxDelayMs: 10 * 60_000 },
  timeoutMs: 10 * 60_000,
} as const

/** Makes the copy of a person's data that was asked for, and tells them by mail. */
export const exportPersonalDataJob = defineJob({
  name: 'export-personal-data',
  schema: z.object({ exportId: z.uuid() }),
  ...upkeep,
})

/** On `account.erased`: has every domain remove what it keeps of the account. Tried for more than a day. */
export const erasePersonalDataJob = defineJob({
  name: 'erase-personal-data',
  schema: z.object({ accountId: z.uuid() }),
  ...upkeep,
  attempts: 30,
  backoff: { delayMs: 10_000, maxDelayMs: 60 * 60_000 },
})

/** Removes copies whose week is over. */
export const sweepDataExportsJob = defineJob({
  name: 'sweep-data-exports',
  schema: z.object({}),
  ...upkeep,
  everyMs: 60 * 60_000,
})
