import { sweepStorage } from '#server/domains/media/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Removes from storage what nothing names any more. */
export const sweepMedia: JobHandler<object> = async (context) => {
  const swept = await sweepStorage(context)
  context.log.info(swept, 'storage was swept')
}
