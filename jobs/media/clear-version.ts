import { clearVersion, openEncodeLedger } from '#server/domains/media/index.ts'
import { mediaTools } from '#server/platform/media-tools/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'
import { removeScratch } from './scratch.ts'

/**
 * Removes what a version that came to nothing left in storage, with an encoder outside and in this machine's scratch
 * folder.
 */
export const clearVersionFiles: JobHandler<{ versionId: string }> = async (context, { versionId }) => {
  if (!(await clearVersion(context, { versionId }))) return
  await mediaTools().abandonEncodes(openEncodeLedger(context, { versionId }))
  await removeScratch(versionId)
}
