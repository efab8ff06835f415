import { z } from 'zod'
import { ratingCodeSchema, titleKindSchema } from '../catalogue/schemas.ts'
import { audioTrackSchema, chapterSchema, storyboardSchema, subtitleTrackSchema } from '../media/schemas.ts'
import { reportProgressSchema, trackChoiceSchema } from '../profiles/schemas.ts'

/** Shapes that the player works with: safe in the browser. Every address in them is signed. */

const localizedSchema = z.object({ vi: z.string(), en: z.string() })

export const episodeLabelSchema = z.object({
  id: z.uuid(),
  /** Null for the lessons of a course. */
  seasonNumber: z.int().nullable(),
  number: z.int(),
  title: localizedSchema,
})
export type EpisodeLabel = z.infer<typeof episodeLabelSchema>

export const episodeChoiceSchema = episodeLabelSchema.extend({
  /** Where it is watched, without a language prefix. */
  href: z.string(),
  synopsis: localizedSchema.nullable(),
  still: z.string().nullable(),
  durationMs: z.int(),
  positionMs: z.int(),
  finished: z.boolean(),
})
export type EpisodeChoice = z.infer<typeof episodeChoiceSchema>

export const signedSubtitleSchema = subtitleTrackSchema.omit({ path: true }).extend({ url: z.string() })
export type SignedSubtitle = z.infer<typeof signedSubtitleSchema>

export const playbackDtoSchema = z.object({
  profileId: z.uuid(),
  assetId: z.uuid(),
  versionId: z.uuid(),
  titleId: z.uuid(),
  slug: z.string(),
  kind: titleKindSchema,
  title: localizedSchema,
  episode: episodeLabelSchema.nullable(),
  hls: z.string(),
  dash: z.string().nullable(),
  /** When the addresses end; ask for new ones before. */
  expiresAt: z.iso.datetime(),
  durationMs: z.int().positive(),
  heights: z.array(z.int()),
  audioTracks: z.array(audioTrackSchema),
  subtitleTracks: z.array(signedSubtitleSchema),
  chapters: z.array(chapterSchema),
  intro: z.object({ startMs: z.int(), endMs: z.int() }).nullable(),
  /** `sheets` are signed addresses. */
  storyboard: storyboardSchema.nullable(),
  rating: z.object({ code: ratingCodeSchema, reason: localizedSchema.nullable() }).nullable(),
  still: z.string().nullable(),
  /** The nearest episode or lesson that can be played. */
  next: episodeChoiceSchema.nullable(),
  previous: episodeChoiceSchema.nullable(),
  /** Those of the same title that can be played, in order. */
  episodes: z.array(episodeChoiceSchema),
  resume: z.object({ positionMs: z.int(), watchedAt: z.iso.datetime().nullable() }),
  tracks: trackChoiceSchema,
})
export type PlaybackDto = z.infer<typeof playbackDtoSchema>

const versionPlaying = z.uuid().optional()
/** As addresses carry them. */
export const playbackAssetSchema = z.object({ assetId: z.uuid() })
export const playingVersionSchema = z.object({ playing: versionPlaying })

export const authorisePlaybackSchema = z.union([
  playbackAssetSchema.extend({
    /** What the player has begun: it gets new addresses of that for as long as it is kept, and goes on with it. */
    playingVersionId: versionPlaying,
  }),
  z.object({
    slug: z.string().min(1).max(120),
    season: z.int().positive().nullable().default(null),
    episode: z.int().positive().nullable().default(null),
  }),
])
export type AuthorisePlaybackInput = z.input<typeof authorisePlaybackSchema>

/** The parts of a signed address; whatever they are, only what was signed opens. */
export const signedPathSchema = z.object({ signature: z.string(), expiry: z.string(), path: z.string() })

export const operatorLinkSchema = z.object({
  hls: z.url(),
  dash: z.url().nullable(),
  expiresAt: z.iso.datetime(),
})
export type OperatorLink = z.infer<typeof operatorLinkSchema>

export const trailerDtoSchema = z.object({
  hls: z.string(),
  durationMs: z.int(),
  expiresAt: z.iso.datetime(),
})
export type TrailerDto = z.infer<typeof trailerDtoSchema>

export const continueWatchingEntrySchema = z.object({
  titleId: z.uuid(),
  assetId: z.uuid(),
  slug: z.string(),
  kind: titleKindSchema,
  title: localizedSchema,
  episode: episodeLabelSchema.nullable(),
  /** Without a language prefix: `/watch/hem-cut-88/s1e2`. */
  href: z.string(),
  still: z.string().nullable(),
  positionMs: z.int(),
  durationMs: z.int(),
  watchedAt: z.iso.datetime(),
})
export type ContinueWatchingEntry = z.infer<typeof continueWatchingEntrySchema>
export const continueWatchingSchema = z.object({ entries: z.array(continueWatchingEntrySchema) })

export const progressReportSchema = reportProgressSchema.omit({
  titleId: true,
  episodeId: true,
  durationMs: true,
})
export type ProgressReport = z.input<typeof progressReportSchema>
/** Whether the report was kept, or a newer one was there already. */
export const progressKeptSchema = z.object({ kept: z.boolean() })
