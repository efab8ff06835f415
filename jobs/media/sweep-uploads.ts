import { sweepUploads } from '#server/domains/media/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Removes what uploads left that came to nothing, and completes those that nobody asked for again. */
export const sweepUploadedFiles: JobHandler<Record<string, never>> = async (context) => {
  const swept = await sweepUploads(context)
  if (Object.values(swept).some((count) => count > 0)) context.log.info(swept, 'uploads swept')
}
