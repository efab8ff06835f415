import type { RatingLimit } from '../profiles/schemas.ts'
import {
  ratingCodeSchema,
  type AccessOffer,
  type ArtworkKind,
  type PublishBlocker,
  type RatingCode,
} from './schemas.ts'

/** When somebody looks, and how far they may; a limit of null is none. */
export type Outlook = { now: Date; ratingLimit: RatingLimit | null }

/** The ratings that a profile with this limit is shown, mildest first. */
export function codesWithin(limit: RatingLimit): RatingCode[] {
  const codes = ratingCodeSchema.options
  return codes.slice(0, codes.indexOf(limit) + 1)
}

/** What nobody has rated yet is for grown-ups. */
export function showsUnrated(limit: RatingLimit): boolean {
  return limit === 'T18' || limit === 'C'
}

/** Tells whether a title with this rating may be shown within the limit; null is no limit. */
export function isAllowedBy(limit: RatingLimit | null, ratingCode: RatingCode | null): boolean {
  if (limit === null) return true
  return ratingCode === null ? showsUnrated(limit) : codesWithin(limit).includes(ratingCode)
}

/** Why this rating keeps a title from being shown; null when it does not. */
export function ratingBlocker(ratingCode: RatingCode | null): PublishBlocker | null {
  if (ratingCode === null) return 'missing-rating'
  return ratingCode === 'C' ? 'rating-c' : null
}

/** All that keeps a title from being published; a film is not needed, it may be announced before it is there. */
export function publishBlockers(title: {
  ratingCode: RatingCode | null
  artworkKinds: ArtworkKind[]
}): PublishBlocker[] {
  const rating = ratingBlocker(title.ratingCode)
  const blockers: PublishBlocker[] = rating ? [rating] : []
  if (!title.artworkKinds.includes('poster')) blockers.push('missing-poster')
  return blockers
}

/** Outside of its publishing window nobody but staff sees a published title. */
export function isShown(
  title: { status: 'draft' | 'published'; availableFrom: Date | null; availableUntil: Date | null },
  now: Date,
): boolean {
  const { availableFrom, availableUntil } = title
  return (
    title.status === 'published' &&
    (availableFrom === null || availableFrom <= now) &&
    (availableUntil === null || availableUntil > now)
  )
}

/** Whoever is signed in may watch what is offered to nobody in particular, or for nothing. */
export function isOpenToAll(access: readonly AccessOffer[]): boolean {
  return access.length === 0 || access.some((offer) => offer.type === 'free')
}
