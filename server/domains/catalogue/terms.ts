import { z } from 'zod'

/** Words of the catalogue that inputs and DTOs share. */

export const titleKindSchema = z.enum(['film', 'series', 'course'])
export type TitleKind = z.infer<typeof titleKindSchema>

export const titleStatusSchema = z.enum(['draft', 'published'])
export type TitleStatus = z.infer<typeof titleStatusSchema>

/** Vietnam's film ratings, mildest first; C bars a film from release. */
export const ratingCodeSchema = z.enum(['P', 'K', 'T13', 'T16', 'T18', 'C'])
export type RatingCode = z.infer<typeof ratingCodeSchema>

export const artworkKindSchema = z.enum(['poster', 'still', 'lettering'])
export type ArtworkKind = z.infer<typeof artworkKindSchema>

export const creditRoleSchema = z.enum(['director', 'writer', 'cast'])
export type CreditRole = z.infer<typeof creditRoleSchema>

export type LocalizedText = { vi: string; en: string }

const price = { amountMinor: z.int().positive(), currency: z.string().regex(/^[A-Z]{3}$/) }
export const accessOfferSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('free') }),
  z.object({ type: z.literal('subscription') }),
  z.object({ type: z.literal('rent'), ...price, hours: z.int().positive().default(48) }),
  z.object({ type: z.literal('buy'), ...price }),
])
export type AccessOffer = z.infer<typeof accessOfferSchema>

/** Why a title can't be published yet, as codes: `errors.title.missing-rating` and so on tell it. */
export const publishBlockerSchema = z.enum(['missing-rating', 'rating-c', 'missing-poster'])
export type PublishBlocker = z.infer<typeof publishBlockerSchema>
