import { endPlaybackOf } from '#server/domains/playback/index.ts'
import type { EndPlaybackOf } from '#server/domains/playback/schemas.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Stops the players of sign-ins that have ended, and those that have lost their right. */
export const endLostPlayback: JobHandler<EndPlaybackOf> = async (context, payload) => {
  const { ended } = await endPlaybackOf(context, payload)
  if (ended > 0) context.log.info({ accountId: payload.accountId, ended }, 'players stopped')
}
