import { z } from 'zod'
import { defineJob } from '../../platform/queues/define-job.ts'
import { versionIdSchema } from './schemas.ts'

/** Turns a version's source into what viewers get. */
export const encodeTitleJob = defineJob({
  name: 'encode-title',
  queue: 'encode',
  schema: versionIdSchema.extend({
    /** Not in chunks, however long it is. */
    onePass: z.boolean().default(false),
  }),
  attempts: 3,
  backoff: { delayMs: 10_000, maxDelayMs: 300_000 },
  timeoutMs: 24 * 60 * 60 * 1000,
  idleTimeoutMs: 120_000,
})

const chunkRefSchema = versionIdSchema.extend({ index: z.int().nonnegative() })
/** Names a chunk of a version. */
export type ChunkRef = z.output<typeof chunkRefSchema>

/** Encodes one chunk of a long film; the film's own run waits for all of them. */
export const encodeChunkJob = defineJob({
  name: 'encode-chunk',
  queue: 'encode',
  schema: chunkRefSchema,
  attempts: 3,
  backoff: { delayMs: 5000, maxDelayMs: 60_000 },
  timeoutMs: 6 * 60 * 60 * 1000,
  idleTimeoutMs: 120_000,
})

/** Hands out chunks that nobody handed out: workers come and go. */
export const feedChunksJob = defineJob({
  name: 'feed-chunks',
  queue: 'maintenance',
  schema: z.object({}),
  attempts: 2,
  backoff: { delayMs: 5000, maxDelayMs: 60_000 },
  timeoutMs: 60_000,
  everyMs: 5 * 60 * 1000,
})

/** Takes away what a failed, cancelled or superseded version left behind. */
export const clearVersionJob = defineJob({
  name: 'clear-version',
  queue: 'maintenance',
  schema: versionIdSchema,
  attempts: 5,
  backoff: { delayMs: 5000, maxDelayMs: 600_000 },
  timeoutMs: 10 * 60 * 1000,
})

/** Removes what there was to play of a deleted title. */
export const removeTitleMediaJob = defineJob({
  name: 'remove-title-media',
  queue: 'maintenance',
  schema: z.object({ titleId: z.uuid() }),
  attempts: 5,
  backoff: { delayMs: 5000, maxDelayMs: 600_000 },
  timeoutMs: 10 * 60 * 1000,
})

/** Removes what was uploaded for an episode that is no longer there. */
export const removeEpisodeMediaJob = defineJob({
  name: 'remove-episode-media',
  queue: 'maintenance',
  schema: z.object({ episodeId: z.uuid() }),
  attempts: 5,
  backoff: { delayMs: 5000, maxDelayMs: 600_000 },
  timeoutMs: 10 * 60 * 1000,
})

/** Reads the subtitles of a source that are pictures; waits behind the encodes. */
export const readPictureSubtitlesJob = defineJob({
  name: 'read-picture-subtitles',
  queue: 'encode',
  schema: z.object({ sourceId: z.uuid() }),
  attempts: 3,
  backoff: { delayMs: 10_000, maxDelayMs: 300_000 },
  timeoutMs: 6 * 60 * 60 * 1000,
  idleTimeoutMs: 30 * 60 * 1000,
})

/** What was uploaded and came to nothing goes. */
export const sweepUploadsJob = defineJob({
  name: 'sweep-uploads',
  everyMs: 60 * 60 * 1000,
  queue: 'maintenance',
  schema: z.object({}),
  attempts: 3,
  backoff: { delayMs: 60_000, maxDelayMs: 600_000 },
  timeoutMs: 2 * 60 * 60 * 1000,
})

/** Removes from storage what nothing names any more. */
export const sweepMediaJob = defineJob({
  name: 'sweep-media',
  queue: 'maintenance',
  schema: z.object({}),
  attempts: 2,
  backoff: { delayMs: 60_000, maxDelayMs: 600_000 },
  timeoutMs: 2 * 60 * 60 * 1000,
  everyMs: 6 * 60 * 60 * 1000,
})
