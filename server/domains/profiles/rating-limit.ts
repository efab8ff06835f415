import { ratingLimits, type RatingLimit } from './schemas.ts'

/** The strictest limit that still shows every child's film. */
export const kidsLimit = 'K' satisfies RatingLimit

/** How much a limit lets through: more is more. */
export function rankOf(limit: string): number {
  return ratingLimits.indexOf(limit as RatingLimit)
}

/** Tells whether a child may have this limit. */
export function isForKids(limit: string): boolean {
  return rankOf(limit) <= rankOf(kidsLimit)
}
