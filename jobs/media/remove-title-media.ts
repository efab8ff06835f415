import { removeTitleMedia } from '#server/domains/media/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Removes the films of a deleted title. */
export const removeFilms: JobHandler<{ titleId: string }> = (context, payload) =>
  removeTitleMedia(context, payload)
