import { MongoServerError } from 'mongodb'
import { profilesCollection, type ProfileDocument } from '#db/mongo/profiles.ts'
import { documents } from '../../platform/mongo/mongo.ts'

export type { ProfileDocument }
export type ProfileChanges = Partial<
  Omit<ProfileDocument, '_id' | 'accountId' | 'position' | 'version' | 'createdAt'>
>

const duplicateKey = 11000
const profiles = () => documents().collection<ProfileDocument>(profilesCollection)

/** An account's profiles by place; none where the first one was never changed. */
export function findProfiles(accountId: string): Promise<ProfileDocument[]> {
  return profiles().find({ accountId }).sort({ position: 1 }).toArray()
}

/** The profiles of several accounts, each account's by place. */
export async function findProfilesOf(accountIds: readonly string[]): Promise<Map<string, ProfileDocument[]>> {
  const found = await profiles()
    .find({ accountId: { $in: [...accountIds] } })
    .sort({ position: 1 })
    .toArray()
  return Map.groupBy(found, (profile) => profile.accountId)
}

/** Adds the profile; false where its id or its place is taken, which the unique indexes tell. */
export async function insertProfile(profile: ProfileDocument): Promise<boolean> {
  try {
    await profiles().insertOne(profile)
    return true
  } catch (error) {
    if (error instanceof MongoServerError && error.code === duplicateKey) return false
    throw error
  }
}

/** Changes the profile unless it has another version by now; says whether it did. */
export async function changeProfile(
  { accountId, id, version }: { accountId: string; id: string; version: number },
  changes: ProfileChanges,
): Promise<boolean> {
  const { matchedCount } = await profiles().updateOne(
    { _id: id, accountId, version },
    { $set: changes, $inc: { version: 1 } },
  )
  return matchedCount === 1
}

/** Removes the profile; says whether it was there. */
export async function removeProfile(accountId: string, id: string): Promise<boolean> {
  return (await profiles().deleteOne({ _id: id, accountId })).deletedCount === 1
}
