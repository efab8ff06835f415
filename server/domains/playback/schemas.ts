import { z } from 'zod'
import { ratingCodeSchema, titleKindSchema } from '../catalogue/schemas.ts'
import { deviceSchema } from '../identity/schemas.ts'
import { audioTrackSchema, chapterSchema, storyboardSchema, subtitleTrackSchema } from '../media/schemas.ts'
import { playbackPreferencesSchema, reportProgressSchema, trackChoiceSchema } from '../profiles/schemas.ts'

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

export const playbackEndSchema = z.enum([
  'left',
  'silent',
  'stopped-by-owner',
  'stopped-by-staff',
  'session-ended',
  'right-ended',
])
export type PlaybackEndReason = z.infer<typeof playbackEndSchema>

export const playbackSessionIdSchema = z.object({ id: z.uuid() })
export const accountIdSchema = z.object({ accountId: z.uuid() })

/** `sessionIds` are sign-ins that have ended; what plays without a right ends in any case. */
export const endPlaybackOfSchema = z.object({
  accountId: z.uuid(),
  sessionIds: z.array(z.uuid()).default([]),
})
export type EndPlaybackOf = z.input<typeof endPlaybackOfSchema>

export const unlockTitleSchema = z.object({
  assetId: z.uuid(),
  /** Whose PIN it is: a profile of the same household that may watch the title. */
  profileId: z.uuid(),
  pin: z.string().regex(/^\d{4}$/),
})
export type UnlockTitleInput = z.input<typeof unlockTitleSchema>

/** Players say this often that they play still. */
export const heartbeatEveryMs = 20_000

export const heartbeatDtoSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('playing'),
    /** The value of the cookie `marquee.play`, which the answer sets too. */
    token: z.string(),
    expiresAt: z.iso.datetime(),
  }),
  z.object({ state: z.literal('ended'), reason: playbackEndSchema }),
])
export type HeartbeatDto = z.infer<typeof heartbeatDtoSchema>

/** What the room `account:{id}` hears as `playback.ended`. */
export const playbackEndedMessageSchema = z.object({
  playbackSessionId: z.uuid(),
  reason: playbackEndSchema,
})
export type PlaybackEndedMessage = z.infer<typeof playbackEndedMessageSchema>

export const playbackSessionDtoSchema = z.object({
  id: z.uuid(),
  titleId: z.uuid(),
  assetId: z.uuid(),
  profileId: z.uuid(),
  /** Null for what is shown no more. */
  title: localizedSchema.nullable(),
  /** What plays it, as it tells itself; null where its sign-in is no longer open. */
  device: deviceSchema.nullable(),
  /** Whether the sign-in that asks plays it. */
  isOwn: z.boolean(),
  startedAt: z.iso.datetime(),
})
export type PlaybackSessionDto = z.infer<typeof playbackSessionDtoSchema>

export const playbackExportSchema = z.object({
  playbackSessions: z.array(
    z.object({
      profileId: z.uuid(),
      titleId: z.uuid(),
      assetId: z.uuid(),
      startedAt: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable(),
      endReason: playbackEndSchema.nullable(),
    }),
  ),
})
export type PlaybackExport = z.infer<typeof playbackExportSchema>

export const playbackDtoSchema = z.object({
  /** This player's own; its heartbeats go there. */
  playbackSessionId: z.uuid(),
  accountId: z.uuid(),
  profileId: z.uuid(),
  assetId: z.uuid(),
  versionId: z.uuid(),
  titleId: z.uuid(),
  slug: z.string(),
  kind: titleKindSchema,
  title: localizedSchema,
  episode: episodeLabelSchema.nullable(),
  /** This and all other addresses of the film are good as long as the playback session lives. */
  hls: z.string(),
  dash: z.string().nullable(),
  durationMs: z.int().positive(),
  heights: z.array(z.int()),
  /** Lines of the tallest picture that the right opens, where the film has taller ones; null: all of it. */
  heightLimit: z.int().nullable(),
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
  /** What the profile likes in every film; a choice in this title goes before. */
  preferences: playbackPreferencesSchema,
})
export type PlaybackDto = z.infer<typeof playbackDtoSchema>

const versionPlaying = z.uuid().optional()
/** As addresses carry them. */
export const playbackAssetSchema = z.object({ assetId: z.uuid() })
export const playingVersionSchema = z.object({ playing: versionPlaying })

const placeSchema = z.object({
  season: z.int().positive().nullable().default(null),
  episode: z.int().positive().nullable().default(null),
})
export const authorisePlaybackSchema = z.union([
  playbackAssetSchema.extend({
    /** What the player has begun: it gets addresses of that for as long as it is kept, and goes on with it. */
    playingVersionId: versionPlaying,
  }),
  placeSchema.extend({ titleId: z.uuid() }),
  placeSchema.extend({ slug: z.string().min(1).max(120) }),
])
export type AuthorisePlaybackInput = z.input<typeof authorisePlaybackSchema>

/** The parts of a signed address; whatever they are, only what was signed opens. */
export const signedPathSchema = z.object({ signature: z.string(), expiry: z.string(), path: z.string() })
export const sessionPathSchema = z.object({ session: z.string(), signature: z.string(), path: z.string() })
export const linkPathSchema = z.object({ link: z.string(), signature: z.string(), path: z.string() })

export const createOperatorLinkSchema = z.object({
  assetId: z.uuid(),
  hours: z
    .number()
    .positive()
    .max(24 * 366)
    .default(12),
})
export type CreateOperatorLink = z.input<typeof createOperatorLinkSchema>

export const operatorLinkSchema = z.object({
  id: z.uuid(),
  hls: z.url(),
  dash: z.url().nullable(),
  expiresAt: z.iso.datetime(),
})
export type OperatorLink = z.infer<typeof operatorLinkSchema>

export const operatorLinkDtoSchema = z.object({
  id: z.uuid(),
  assetId: z.uuid(),
  versionId: z.uuid(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
})
export type OperatorLinkDto = z.infer<typeof operatorLinkDtoSchema>

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

/** `movie_id` is a title's id or address. */
export const streamParamsSchema = z.object({ movie_id: z.string().min(1).max(120) })
export const streamQuerySchema = z.object({
  season: z.coerce.number().int().positive().optional(),
  episode: z.coerce.number().int().positive().optional(),
})
export const getStreamSchema = streamParamsSchema.extend(streamQuerySchema.shape)
export type GetStreamInput = z.input<typeof getStreamSchema>

export const streamDtoSchema = playbackDtoSchema
  .pick({
    playbackSessionId: true,
    titleId: true,
    assetId: true,
    slug: true,
    kind: true,
    title: true,
    episode: true,
    hls: true,
    dash: true,
    durationMs: true,
    heights: true,
    heightLimit: true,
    audioTracks: true,
    subtitleTracks: true,
    chapters: true,
    rating: true,
    resume: true,
    tracks: true,
  })
  .extend({
    /** The cookie `marquee.play` for the paths of this playback session, for players that can send one. */
    token: z.string(),
    tokenExpiresAt: z.iso.datetime(),
    /** Where to say each 20 seconds that it plays still; addresses are good without a cookie as long as that is heard. */
    heartbeat: z.string(),
    heartbeatEveryMs: z.int(),
  })
export type StreamDto = z.infer<typeof streamDtoSchema>
