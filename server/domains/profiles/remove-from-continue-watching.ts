import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { flushProfile } from './flush-progress.ts'
import { ownProfile } from './own-profile.ts'
import { titleInputSchema } from './schemas.ts'
import { setRemoved } from './watching.repository.ts'

/** Takes a title off Continue Watching; its positions stay, and watching it again brings it back. */
export async function removeFromContinueWatching(
  context: Context,
  input: { titleId: string },
): Promise<void> {
  const { profileId } = await ownProfile(context)
  const { titleId } = parseInput(titleInputSchema, input)
  // What is pending would bring the title back when it is written.
  await flushProfile(profileId)
  await setRemoved(profileId, titleId, context.now)
}

/** Undoes {@link removeFromContinueWatching}. */
export async function restoreToContinueWatching(context: Context, input: { titleId: string }): Promise<void> {
  const { profileId } = await ownProfile(context)
  const { titleId } = parseInput(titleInputSchema, input)
  await setRemoved(profileId, titleId, null)
}
