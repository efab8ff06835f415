import { rm } from 'node:fs/promises'
import { clearVersion, openEncodeLedger } from '#server/domains/media/index.ts'
import { mediaTools } from '#server/platform/media-tools/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'
import { scratchFolder } from './scratch.ts'

/** Removes what a version that came to nothing left in storage, with an encoder outside and in this machine's scratch folder. */
export const clearVersionFiles: JobHandler<{ versionId: string }> = async (context, { versionId }) => {
  if (!(await clearVersion(context, { versionId }))) return
  await mediaTools().abandonEncodes(openEncodeLedger(context, { versionId }))
  await rm(scratchFolder(versionId), { recursive: true, force: true })
}
