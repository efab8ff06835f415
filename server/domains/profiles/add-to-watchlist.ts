import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { ownProfile } from './own-profile.ts'
import { titleInputSchema } from './schemas.ts'
import { keepTitle } from './watchlist.repository.ts'

/** Puts a title on the profile's list; one that is there already keeps its place. */
export async function addToWatchlist(context: Context, input: { titleId: string }): Promise<void> {
  const owner = await ownProfile(context)
  const { titleId } = parseInput(titleInputSchema, input)
  await keepTitle(owner, titleId, context.now)
}
