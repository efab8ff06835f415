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

export type CollectionIndexes = {
  collection: string
  indexes: { key: IndexSpecification; options: CreateIndexesOptions }[]
}

export const watchingCollection = 'watching'
export const watchlistCollection = 'watchlist'
export const trackChoicesCollection = 'track_choices'

/** Indexes of this domain's collections; `_id` serves every read of a single document. */
export const profileIndexes: CollectionIndexes[] = [
  {
    collection: watchingCollection,
    indexes: [
      { key: { profileId: 1, watchedAt: -1 }, options: { name: 'watching_profile_recent' } },
      { key: { profileId: 1, titleId: 1 }, options: { name: 'watching_profile_title' } },
    ],
  },
  {
    collection: watchlistCollection,
    indexes: [{ key: { profileId: 1, addedAt: -1 }, options: { name: 'watchlist_profile_recent' } }],
  },
]
