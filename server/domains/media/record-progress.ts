import type { Rung } from '../../platform/media-tools/port.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'
import { replaceRenditions, updateRenditions } from './version.repository.ts'

/** Keeps which rungs a version is to have; what an earlier attempt planned goes. */
export async function recordPlan(
  context: WritingContext,
  input: { versionId: string; rungs: readonly Rung[] },
): Promise<void> {
  authorizeMediaWrite(context)
  await writeOf(context)((tx) => replaceRenditions(tx, input.versionId, input.rungs))
}

/** Keeps how far the version's rungs are: one decode makes all of them, so they go together. */
export async function recordRungs(
  context: WritingContext,
  input: { versionId: string; state: 'waiting' | 'encoding' | 'done' },
): Promise<void> {
  authorizeMediaWrite(context)
  await writeOf(context)((tx) => updateRenditions(tx, input.versionId, { state: input.state }))
}
