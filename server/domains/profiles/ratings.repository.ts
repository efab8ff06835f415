import { ratingsCollection, type RatingDocument } from '#db/mongo/profiles.ts'
import { documents } from '../../platform/mongo/mongo.ts'
import type { ProfileOwner } from './own-profile.ts'
import type { Opinion } from './schemas.ts'

const ratings = () => documents().collection<RatingDocument>(ratingsCollection)
const idOf = (profileId: string, titleId: string) => `${profileId}/${titleId}`

export async function keepRating(
  { profileId, accountId }: ProfileOwner,
  titleId: string,
  value: Opinion,
  ratedAt: Date,
): Promise<void> {
  const rating = { profileId, accountId, titleId, value, ratedAt }
  await ratings().updateOne({ _id: idOf(profileId, titleId) }, { $set: rating }, { upsert: true })
}

export async function dropRating(profileId: string, titleId: string): Promise<void> {
  await ratings().deleteOne({ _id: idOf(profileId, titleId) })
}

/** Range of `_id` and not a filter by profile: it needs no index of its own. */
export function findRatings(profileId: string, limit: number): Promise<RatingDocument[]> {
  return ratings()
    .find({ _id: { $gte: `${profileId}/`, $lt: `${profileId}0` } })
    .limit(limit)
    .toArray()
}
