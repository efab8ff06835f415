import type { PlaybackSessionDto } from '#server/domains/playback/schemas.ts'

/** Why somebody who is signed in may not watch, with what the page needs to lead on. Countries are ISO 3166-1 alpha-2. */
export type Refusal =
  | { reason: 'not-entitled' | 'no-longer' | 'unverified' }
  | { reason: 'region'; country: string; regions: string[] }
  | { reason: 'region-unknown'; regions: string[] }
  /** ISO 8601. */
  | { reason: 'not-yet'; from: string; days: number }
  | {
      reason: 'rating-limit'
      assetId: string
      rating: string
      limit: string
      /** Profiles of the household whose PIN opens it. */
      openers: { id: string; name: string }[]
    }
  | { reason: 'too-many-streams'; limit: number; sessions: PlaybackSessionDto[] }
