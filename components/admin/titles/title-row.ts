import type { Picture } from '../../ui/artwork.tsx'
import type { RatingCode, TitleKind, TitleStatus } from '#server/domains/catalogue/schemas.ts'
import type { EncodeProgressDto } from '#server/domains/media/schemas.ts'
import type { Rung } from '../media/plan-lamps.ts'

/** One title as the content table shows it, in the reader's language. */
export type TitleRow = {
  id: string
  slug: string
  name: string
  kind: TitleKind
  status: TitleStatus
  year: number | null
  ratingCode: RatingCode | null
  poster: Picture | null
  hasPoster: boolean
  accent: string | null
  featured: boolean
  /** Rungs of what is published. */
  rungs: Rung[]
  /** The encode of it that matters now: one that runs, waits, or failed without a later success. */
  encode: EncodeProgressDto | null
  episodeCount: number
  playableCount: number
  durationMs: number
  updatedAt: string
}

export type TitleStanding = 'published' | 'draft' | 'running' | 'queued' | 'failed'

/** Tells in one word how a title stands: what its encode is at, else whether it is published. */
export function standingOf(row: Pick<TitleRow, 'status' | 'encode'>): TitleStanding {
  switch (row.encode?.state) {
    case 'running':
    case 'queued':
    case 'failed':
      return row.encode.state
    case 'succeeded':
    case 'cancelled':
    case undefined:
      return row.status
  }
}

export type TitleNote = 'missing-rating' | 'rating-c' | 'missing-poster' | 'noFilm' | 'someFilms'

/** Names what a title lacks, the weightiest first; null when nothing does. */
export function lackOf(row: TitleRow): TitleNote | null {
  if (row.status === 'draft' && row.ratingCode === null) return 'missing-rating'
  if (row.status === 'draft' && row.ratingCode === 'C') return 'rating-c'
  if (row.status === 'draft' && !row.hasPoster) return 'missing-poster'
  if (row.playableCount === 0) return 'noFilm'
  if (row.kind !== 'film' && row.playableCount < row.episodeCount) return 'someFilms'
  return null
}
