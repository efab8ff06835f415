import { watchingCollection, type WatchingDocument } from '#db/mongo/profiles.ts'
import { documents } from '../../platform/mongo/mongo.ts'

const watching = () => documents().collection<WatchingDocument>(watchingCollection)

export function findHistory(
  profileId: string,
  { before, limit }: { before: Date | null; limit: number },
): Promise<WatchingDocument[]> {
  return watching()
    .find({ profileId, ...(before ? { watchedAt: { $lt: before } } : {}) })
    .sort({ watchedAt: -1 })
    .limit(limit)
    .toArray()
}

export async function dropPosition(profileId: string, assetId: string): Promise<void> {
  await watching().deleteOne({ _id: `${profileId}/${assetId}` })
}

export async function dropAllPositions(profileId: string): Promise<void> {
  await watching().deleteMany({ profileId })
}
