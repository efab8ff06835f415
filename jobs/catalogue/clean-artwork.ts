import { cleanArtwork } from '#server/domains/catalogue/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Removes the files of a title's pictures that nothing refers to any more. */
export const cleanTitleArtwork: JobHandler<{ titleId: string }> = async (context, { titleId }) => {
  const removed = await cleanArtwork(context, { titleId })
  if (removed > 0) context.log.info({ titleId, removed }, 'unused pictures removed')
}
