import { z } from 'zod'
import { defineJob } from '../../platform/queues/define-job.ts'
import { markPlayableSchema } from './schemas.ts'

const backoff = { delayMs: 1000, maxDelayMs: 60_000 }

/** On `version.published`: the catalogue takes over what can be played now. */
export const markPlayableJob = defineJob({
  name: 'mark-playable',
  queue: 'maintenance',
  schema: markPlayableSchema,
  attempts: 10,
  backoff,
  timeoutMs: 60_000,
})

/** On `title.changed`, `title.deleted` and `featured.changed`: cached pages of the web processes are dropped. */
export const refreshPagesJob = defineJob({
  name: 'refresh-pages',
  queue: 'maintenance',
  schema: z.object({ slugs: z.array(z.string()) }),
  attempts: 10,
  backoff,
  timeoutMs: 15_000,
})

/** A day after a picture was replaced or its title deleted: removes the files nobody refers to. */
export const cleanArtworkJob = defineJob({
  name: 'clean-artwork',
  queue: 'maintenance',
  schema: z.object({ titleId: z.uuid() }),
  attempts: 5,
  backoff,
  timeoutMs: 60_000,
})
