import { sweepSessions } from '#server/domains/identity/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Removes sessions and refresh tokens that have been over for long. */
export const sweepOldSessions: JobHandler<Record<string, never>> = async (context) => {
  const swept = await sweepSessions(context)
  if (Object.values(swept).some((count) => count > 0)) context.log.info(swept, 'sessions swept')
}
