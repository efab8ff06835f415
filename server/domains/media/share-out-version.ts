import type { Ladder } from '../../platform/media-tools/port.ts'
import type { JobContext } from '../../platform/queues/job-handler.ts'
import { findChunksAtWork, reopenChunks, replaceChunks } from './encode-chunk.repository.ts'
import { versionNotFound, versionState } from './errors.ts'
import { countEncodeSlots, feedChunks } from './feed-chunks.ts'
import type { PlannedChunk } from './plan-chunks.ts'
import { authorizeMediaWrite } from './policy.ts'
import { lockVersion, updateVersion } from './version.repository.ts'

/**
 * Has a version made in chunks by whichever workers come: keeps the plan, hands the first chunks out and parks the run,
 * which goes on when the last of them is done. Without new chunks those that are there are gone on with; `lost` names
 * those whose files are no longer there.
 */
export async function shareOutVersion(
  context: JobContext,
  input: { versionId: string } & (
    { ladder: Ladder; chunks: readonly PlannedChunk[] } | { lost: readonly number[] }
  ),
): Promise<void> {
  const { versionId } = input
  authorizeMediaWrite(context)
  const slots = await countEncodeSlots()
  await context.park(async (tx) => {
    const version = await lockVersion(tx, versionId)
    if (!version) throw versionNotFound(versionId)
    if (version.state !== 'encoding') throw versionState(versionId, version.state)
    if ('chunks' in input) {
      await updateVersion(tx, versionId, { plan: input.ladder })
      await replaceChunks(tx, versionId, input.chunks)
    } else {
      const rows = await findChunksAtWork(tx, versionId)
      const undone = rows.filter(({ chunk }) => chunk.state !== 'done').map(({ chunk }) => chunk.index)
      await reopenChunks(tx, versionId, [...undone, ...input.lost])
    }
    await feedChunks(tx, context, slots)
  })
}
