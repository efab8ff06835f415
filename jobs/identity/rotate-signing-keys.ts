import { rotateSigningKeys } from '#server/domains/identity/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Makes a new key to sign access tokens with, where the newest is 30 days old. */
export const rotateOldSigningKeys: JobHandler<Record<string, never>> = async (context) => {
  const { kid } = await rotateSigningKeys(context, { when: 'due' })
  if (kid !== null) context.log.info({ kid }, 'a new key signs access tokens')
}
