import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { ownProfile } from './own-profile.ts'
import { titleInputSchema } from './schemas.ts'
import { dropTitle } from './watchlist.repository.ts'

/** Takes a title off the profile's list; one that is not there is no error. */
export async function removeFromWatchlist(context: Context, input: { titleId: string }): Promise<void> {
  const { profileId } = await ownProfile(context)
  const { titleId } = parseInput(titleInputSchema, input)
  await dropTitle(profileId, titleId)
}
