import type { CreateIndexesOptions, IndexSpecification } from 'mongodb'

/**
 * How far one profile came in one film, episode or lesson. Ids come from PostgreSQL; `_id` is
 * `{profileId}/{assetId}`, so that two first reports at once make one document.
 */
export type WatchingDocument = {
  _id: string
  profileId: string
  accountId: string
  assetId: string
  titleId: string
  episodeId: string | null
  positionMs: number
  durationMs: number
  finished: boolean
  /** When the position was true; a report measured earlier never overwrites it. */
  watchedAt: Date
  /** The player's run that wrote it, and that run's running number. */
  session: string
  sequence: number
  /** Set while the title is taken off Continue Watching; the next report clears it. */
  removedAt: Date | null
  version: number
}

/** A title that a profile keeps for later; `_id` is `{profileId}/{titleId}`. */
export type WatchlistDocument = {
  _id: string
  profileId: string
  accountId: string
  titleId: string
  addedAt: Date
}

/** The sound and subtitles a profile last chose in a title; `_id` is `{profileId}/{titleId}`. */
export type TrackChoiceDocument = {
  _id: string
  profileId: string
  accountId: string
  titleId: string
  audio: string | null
  subtitles: string | null
  chosenAt: Date
  version: number
}

/**
 * Somebody of a household. The first profile has the account's id, the others a UUID; `position` (0 to 4, one profile
 * each) is the place at the gate and what keeps an account at five.
 */
export type ProfileDocument = {
  _id: string
  accountId: string
  position: number
  name: string
  /** One of the house's pictures, by name. */
  avatar: string
  kids: boolean
  /** argon2id of four digits. */
  pinHash: string | null
  language: 'vi' | 'en'
  /** Language tags; null leaves it to the film. `off` turns subtitles off. */
  audioLanguage: string | null
  subtitleLanguage: string | null
  quality: string
  ratingLimit: string
  autoplayNext: boolean
  autoplayPreviews: boolean
  version: number
  createdAt: Date
  updatedAt: Date
}

/** What a profile thinks of a title; `_id` is `{profileId}/{titleId}`, and without an opinion there is no document. */
export type RatingDocument = {
  _id: string
  profileId: string
  accountId: string
  titleId: string
  value: 'like' | 'dislike'
  ratedAt: Date
}

export type CollectionIndexes = {
  collection: string
  indexes: { key: IndexSpecification; options: CreateIndexesOptions }[]
}

export const profilesCollection = 'profiles'
export const watchingCollection = 'watching'
export const watchlistCollection = 'watchlist'
export const trackChoicesCollection = 'track_choices'
export const ratingsCollection = 'ratings'

/** For whoever takes out or removes all of an account. */
const ofAccount = (collection: string) => ({
  key: { accountId: 1 } as const,
  options: { name: `${collection}_account` },
})

/** Indexes of this domain's collections; `_id` serves every read of a single document. */
export const profileIndexes: CollectionIndexes[] = [
  {
    collection: profilesCollection,
    indexes: [
      { key: { accountId: 1, position: 1 }, options: { name: 'profiles_account_position', unique: true } },
    ],
  },
  {
    collection: watchingCollection,
    indexes: [
      { key: { profileId: 1, watchedAt: -1 }, options: { name: 'watching_profile_recent' } },
      { key: { profileId: 1, titleId: 1 }, options: { name: 'watching_profile_title' } },
      ofAccount(watchingCollection),
    ],
  },
  {
    collection: watchlistCollection,
    indexes: [
      { key: { profileId: 1, addedAt: -1 }, options: { name: 'watchlist_profile_recent' } },
      ofAccount(watchlistCollection),
    ],
  },
  { collection: trackChoicesCollection, indexes: [ofAccount(trackChoicesCollection)] },
  { collection: ratingsCollection, indexes: [ofAccount(ratingsCollection)] },
]
