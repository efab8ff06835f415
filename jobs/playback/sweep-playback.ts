import { sweepPlaybackSessions } from '#server/domains/playback/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Writes down which players fell silent. */
export const sweepSilentPlayback: JobHandler<Record<never, never>> = async (context) => {
  await sweepPlaybackSessions(context)
}
