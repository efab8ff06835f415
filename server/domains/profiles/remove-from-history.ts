import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { flushProfile } from './flush-progress.ts'
import { dropAllPositions, dropPosition } from './history.repository.ts'
import { ownProfile } from './own-profile.ts'
import { forgetPending } from './pending-progress.ts'
import { assetInputSchema } from './schemas.ts'

/** Forgets that the profile watched this film or episode, and where it was; one that is not there is no error. */
export async function removeFromHistory(context: Context, input: { assetId: string }): Promise<void> {
  const { profileId } = await ownProfile(context)
  const { assetId } = parseInput(assetInputSchema, input)
  // Whatever is pending would come back.
  await flushProfile(profileId)
  await dropPosition(profileId, assetId)
}

/** Forgets everything the profile watched. */
export async function clearHistory(context: Context): Promise<void> {
  const { profileId } = await ownProfile(context)
  await forgetPending(profileId)
  await dropAllPositions(profileId)
}
