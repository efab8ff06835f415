import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { ownProfile } from './own-profile.ts'
import { dropRating, findRatings, keepRating } from './ratings.repository.ts'
import { rateTitleSchema, type RateTitleInput, type RatingEntry } from './schemas.ts'

const most = 2000

/** Keeps what the profile thinks of a title, the last opinion alone; null takes it back. */
export async function rateTitle(context: Context, input: RateTitleInput): Promise<void> {
  const owner = await ownProfile(context)
  const { titleId, value } = parseInput(rateTitleSchema, input)
  if (value === null) await dropRating(owner.profileId, titleId)
  else await keepRating(owner, titleId, value, context.now)
}

/** Gives the profile's opinions, at most 2,000. */
export async function listRatings(context: Context): Promise<RatingEntry[]> {
  const { profileId } = await ownProfile(context)
  const found = await findRatings(profileId, most)
  return found.map(({ titleId, value, ratedAt }) => ({ titleId, value, ratedAt: ratedAt.toISOString() }))
}
