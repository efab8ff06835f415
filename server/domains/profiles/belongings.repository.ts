import {
  profilesCollection,
  ratingsCollection,
  trackChoicesCollection,
  watchingCollection,
  watchlistCollection,
  type ProfileDocument,
  type RatingDocument,
  type TrackChoiceDocument,
  type WatchingDocument,
  type WatchlistDocument,
} from '#db/mongo/profiles.ts'
import { documents } from '../../platform/mongo/mongo.ts'

const belongings = [watchingCollection, watchlistCollection, trackChoicesCollection, ratingsCollection]

/** Everything that profiles of an account hold. */
export type AccountDocuments = {
  profiles: ProfileDocument[]
  watching: WatchingDocument[]
  watchlist: WatchlistDocument[]
  trackChoices: TrackChoiceDocument[]
  ratings: RatingDocument[]
}

/** Removes what one profile watched, kept, chose and rated. */
export async function removeBelongings(profileId: string): Promise<void> {
  await Promise.all(belongings.map((name) => documents().collection(name).deleteMany({ profileId })))
}

/** Removes the profiles of an account and all that is theirs, what a deleted profile may have left included. */
export async function removeAllOfAccount(accountId: string): Promise<void> {
  const all = [profilesCollection, ...belongings]
  await Promise.all(all.map((name) => documents().collection(name).deleteMany({ accountId })))
}

export async function findAllOfAccount(accountId: string): Promise<AccountDocuments> {
  const of = <Document extends { accountId: string }>(name: string) =>
    documents().collection(name).find({ accountId }).toArray() as unknown as Promise<Document[]>
  const [profiles, watching, watchlist, trackChoices, ratings] = await Promise.all([
    of<ProfileDocument>(profilesCollection),
    of<WatchingDocument>(watchingCollection),
    of<WatchlistDocument>(watchlistCollection),
    of<TrackChoiceDocument>(trackChoicesCollection),
    of<RatingDocument>(ratingsCollection),
  ])
  return { profiles, watching, watchlist, trackChoices, ratings }
}
