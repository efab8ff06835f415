import { z } from 'zod'

/** Shapes of what a profile watched and kept: safe in the browser. */

export const reportProgressSchema = z.object({
  assetId: z.uuid(),
  titleId: z.uuid(),
  episodeId: z.uuid().nullable(),
  positionMs: z.int().nonnegative(),
  durationMs: z.int().positive(),
  /** One run of a player; `sequence` grows with each of its reports. */
  session: z.string().min(8).max(64),
  sequence: z.int().nonnegative(),
  /** How long ago the position was true. An age and not a moment, since clocks of devices are wrong. */
  ageMs: z
    .int()
    .nonnegative()
    .max(7 * 24 * 60 * 60 * 1000)
    .default(0),
  /** Playing has stopped here (pause, end, leaving), so that nothing newer may come for long. */
  stopped: z.boolean().default(false),
})
export type ReportProgress = z.input<typeof reportProgressSchema>

export const positionDtoSchema = z.object({
  assetId: z.uuid(),
  titleId: z.uuid(),
  episodeId: z.uuid().nullable(),
  positionMs: z.int(),
  durationMs: z.int(),
  finished: z.boolean(),
  watchedAt: z.iso.datetime(),
  version: z.int(),
})
export type PositionDto = z.infer<typeof positionDtoSchema>

export const listPositionsSchema = z.object({ titleId: z.uuid().optional() })
export const positionsSchema = z.object({ positions: z.array(positionDtoSchema) })

export const titleInputSchema = z.object({ titleId: z.uuid() })

export const watchlistEntrySchema = z.object({ titleId: z.uuid(), addedAt: z.iso.datetime() })
export type WatchlistEntry = z.infer<typeof watchlistEntrySchema>
export const watchlistSchema = z.object({ titles: z.array(watchlistEntrySchema) })

/** A language tag, or a track's own name where a language has several tracks; `off` turns subtitles off. */
const trackSchema = z.string().min(1).max(80)
export const trackChoiceSchema = z.object({
  audio: trackSchema.nullable().default(null),
  subtitles: trackSchema.nullable().default(null),
})
export type TrackChoice = z.output<typeof trackChoiceSchema>

export const chooseTracksSchema = trackChoiceSchema.extend({ titleId: z.uuid() })
export type ChooseTracks = z.input<typeof chooseTracksSchema>
