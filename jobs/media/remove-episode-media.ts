import { removeEpisodeMedia } from '#server/domains/media/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Removes the films of an episode that is no longer there. */
export const removeEpisodeFilms: JobHandler<{ episodeId: string }> = (context, payload) =>
  removeEpisodeMedia(context, payload)
