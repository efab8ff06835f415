import { handOutChunks } from '#server/domains/media/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Hands out chunks that wait though a slot is free. */
export const feedWaitingChunks: JobHandler<object> = (context) => handOutChunks(context)
