import type { Ladder } from '../../platform/media-tools/port.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'
import type { LeftOutRung } from './schemas.ts'
import { replaceRenditions, updateRenditions, updateVersion } from './version.repository.ts'

/** Keeps what a version is to have, and which rungs it does without; what an earlier attempt planned goes. */
export async function recordPlan(
  context: WritingContext,
  input: { versionId: string; ladder: Ladder; leftOut: LeftOutRung[] },
): Promise<void> {
  authorizeMediaWrite(context)
  const { versionId, ladder, leftOut } = input
  await writeOf(context)(async (tx) => {
    await replaceRenditions(tx, versionId, ladder.rungs)
    await updateVersion(tx, versionId, { plan: ladder, leftOut })
  })
}

/** Keeps how far the version's rungs are: one decode makes all of them, so they go together. */
export async function recordRungs(
  context: WritingContext,
  input: { versionId: string; state: 'waiting' | 'encoding' | 'done' },
): Promise<void> {
  authorizeMediaWrite(context)
  await writeOf(context)((tx) => updateRenditions(tx, input.versionId, { state: input.state }))
}
