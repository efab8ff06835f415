import { now as presentMoment } from '../../platform/clock/clock.ts'
import { mapAtOnce } from '../../platform/concurrency/map-at-once.ts'
import { claimDueProfiles, findUnwritten, settleProfile } from './pending-progress.ts'
import { keepReport } from './watching.repository.ts'

const batch = 200
const atOnce = 4

/**
 * Writes the positions that are due into the documents and gives how many documents that were. Several processes may
 * do so at once; one that dies in between has it done again, which changes nothing.
 */
export async function flushDueProgress(): Promise<{ documents: number }> {
  let documents = 0
  for (;;) {
    const { profileIds, lease } = await claimDueProfiles(presentMoment(), batch)
    const written = await mapAtOnce(atOnce, profileIds, (profileId) => flushProfile(profileId, lease))
    documents += written.reduce((sum, each) => sum + each, 0)
    if (profileIds.length < batch) return { documents }
  }
}

/** Writes what is pending of one profile now; gives how many documents that were. */
export async function flushProfile(profileId: string, lease = 0): Promise<number> {
  const unwritten = await findUnwritten(profileId)
  for (const { owner, report } of unwritten) await keepReport(owner, report)
  await settleProfile(profileId, { written: unwritten, now: presentMoment(), lease })
  return unwritten.length
}
