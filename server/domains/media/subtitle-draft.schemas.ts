import { z } from 'zod'

/** Shapes of subtitles that were read off pictures and wait for somebody to correct them. */

const MAX_CUES = 20_000

export const subtitleDraftStateSchema = z.enum([
  'waiting',
  'reading',
  'draft',
  'approved',
  'discarded',
  'failed',
])
export type SubtitleDraftState = z.infer<typeof subtitleDraftStateSchema>

export const draftCueSchema = z.object({
  startMs: z.int().nonnegative(),
  endMs: z.int().positive(),
  text: z.string().max(1000),
  /** How sure the reader was, 0 to 100; 100 once somebody has looked. */
  confidence: z.int().min(0).max(100),
  /** File name of the picture it was read off; null for a line that somebody added. */
  picture: z
    .string()
    .regex(/^\d{5}\.webp$/)
    .nullable(),
})
export type DraftCue = z.infer<typeof draftCueSchema>

export const subtitleDraftSummarySchema = z.object({
  id: z.uuid(),
  assetId: z.uuid(),
  language: z.string(),
  title: z.string().nullable(),
  forced: z.boolean(),
  state: subtitleDraftStateSchema,
  cueCount: z.int(),
  /** Lines that the reader was not sure of. */
  doubtfulCount: z.int(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  updatedAt: z.iso.datetime(),
})
export type SubtitleDraftSummary = z.infer<typeof subtitleDraftSummarySchema>

export const subtitleDraftSchema = subtitleDraftSummarySchema.extend({
  titleId: z.uuid(),
  episodeId: z.uuid().nullable(),
  role: z.enum(['main', 'trailer']),
  sourceName: z.string(),
  /** Grows with each save. */
  revision: z.int(),
  cues: z.array(draftCueSchema),
})
export type SubtitleDraftDto = z.infer<typeof subtitleDraftSchema>

/** BCP 47 by its grammar: any other would keep the film from being packaged. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** Below this the reader was not sure. */
export const DOUBTFUL_BELOW = 80

export const subtitleDraftIdSchema = z.object({ draftId: z.uuid() })

export const saveSubtitleDraftSchema = z.object({
  draftId: z.uuid(),
  /** The revision that was read: a save in between is told, not overwritten. */
  revision: z.int().nonnegative(),
  language: z
    .string()
    .max(35)
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .refine(isLanguageTag),
  title: z.string().trim().max(80).nullable(),
  forced: z.boolean(),
  cues: z
    .array(draftCueSchema)
    .max(MAX_CUES)
    .refine((cues) => cues.every((cue) => cue.endMs > cue.startMs), 'A line ends after it begins.'),
})
export type SaveSubtitleDraftInput = z.input<typeof saveSubtitleDraftSchema>

export const draftPictureSchema = z.object({
  draftId: z.uuid(),
  picture: z.string().regex(/^\d{5}\.webp$/),
})
/** The same as an address carries it. */
export const draftPictureAddressSchema = z.object({
  id: draftPictureSchema.shape.draftId,
  picture: draftPictureSchema.shape.picture,
})
