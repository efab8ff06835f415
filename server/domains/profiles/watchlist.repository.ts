import { watchlistCollection, type WatchlistDocument } from '#db/mongo/profiles.ts'
import { documents } from '../../platform/mongo/mongo.ts'
import type { ProfileOwner } from './own-profile.ts'

const watchlist = () => documents().collection<WatchlistDocument>(watchlistCollection)
const idOf = (profileId: string, titleId: string) => `${profileId}/${titleId}`

export async function keepTitle(owner: ProfileOwner, titleId: string, addedAt: Date): Promise<void> {
  const _id = idOf(owner.profileId, titleId)
  await watchlist().updateOne({ _id }, { $setOnInsert: { ...owner, titleId, addedAt } }, { upsert: true })
}

export async function dropTitle(profileId: string, titleId: string): Promise<void> {
  await watchlist().deleteOne({ _id: idOf(profileId, titleId) })
}

export function findTitles(profileId: string, limit: number): Promise<WatchlistDocument[]> {
  return watchlist().find({ profileId }).sort({ addedAt: -1 }).limit(limit).toArray()
}
