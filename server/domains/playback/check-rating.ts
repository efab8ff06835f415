import type { RatingCode } from '../catalogue/schemas.ts'
import { ratingLimits, type ProfileDto } from '../profiles/schemas.ts'

/** Tells whether a limit lets a rating through; what is not rated yet is for staff alone and passes here. */
export function allowsRating(limit: ProfileDto['ratingLimit'], rating: RatingCode | null): boolean {
  return rating === null || ratingLimits.indexOf(rating) <= ratingLimits.indexOf(limit)
}
