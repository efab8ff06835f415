import { z } from 'zod'

/** Shapes of a household's profiles, and of what each watched and kept: safe in the browser. */

export const mostProfiles = 5

/** The house's pictures: `/avatars/<name>.webp`. */
export const avatars = ['cat', 'junk', 'lighthouse', 'drum', 'lanterns', 'kite', 'lotus', 'moon'] as const
export type Avatar = (typeof avatars)[number]

/** Vietnam's film ratings, mildest first: a profile with the limit T13 is shown P, K and T13. */
export const ratingLimits = ['P', 'K', 'T13', 'T16', 'T18', 'C'] as const
export type RatingLimit = (typeof ratingLimits)[number]

/** What the player asks for at first: what the line carries, the least data, or at most this many lines. */
export const qualities = ['auto', 'saving', '480', '720', '1080', '2160'] as const

export const pinSchema = z.string().regex(/^\d{4}$/)
const languageTagSchema = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .max(35)

const profileFields = {
  name: z
    .string()
    .transform((name) =>
      name
        .normalize('NFC')
        .replace(/\s+/g, ' ')
        .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
        .trim(),
    )
    .pipe(z.string().min(1).max(40)),
  avatar: z.enum(avatars),
  kids: z.boolean(),
  language: z.enum(['vi', 'en']),
  /** Null leaves it to the film. */
  audioLanguage: languageTagSchema.nullable(),
  subtitleLanguage: z.union([z.literal('off'), languageTagSchema]).nullable(),
  quality: z.enum(qualities),
  ratingLimit: z.enum(ratingLimits),
  autoplayNext: z.boolean(),
  autoplayPreviews: z.boolean(),
}

/** The account's password, where a change allows more than whoever asks may do already. */
const passwordSchema = z.string().max(5000).optional()

export const createProfileSchema = z.object({
  ...profileFields,
  avatar: profileFields.avatar.optional(),
  kids: profileFields.kids.default(false),
  language: profileFields.language.default('vi'),
  audioLanguage: profileFields.audioLanguage.default(null),
  subtitleLanguage: profileFields.subtitleLanguage.default(null),
  quality: profileFields.quality.default('auto'),
  ratingLimit: profileFields.ratingLimit.optional(),
  autoplayNext: profileFields.autoplayNext.default(true),
  autoplayPreviews: profileFields.autoplayPreviews.default(true),
  password: passwordSchema,
})
export type CreateProfileInput = z.input<typeof createProfileSchema>

export const profileIdSchema = z.object({ id: z.uuid() })

export const updateProfileSchema = z.object(profileFields).partial().extend({
  id: z.uuid(),
  /** The version that was seen; another one is refused. */
  version: z.int().nonnegative(),
  password: passwordSchema,
})
export type UpdateProfileInput = z.input<typeof updateProfileSchema>

export const chooseLanguageSchema = z.object({ language: profileFields.language })
export type ChooseLanguageInput = z.input<typeof chooseLanguageSchema>

export const deleteProfileSchema = profileIdSchema.extend({ password: passwordSchema })
export type DeleteProfileInput = z.input<typeof deleteProfileSchema>

const guardedSchema = profileIdSchema.extend({
  version: z.int().nonnegative(),
  password: z.string().max(5000),
})
export const setPinSchema = guardedSchema.extend({ pin: pinSchema })
export type SetPinInput = z.input<typeof setPinSchema>
export const removePinSchema = guardedSchema
export type RemovePinInput = z.input<typeof removePinSchema>

export const chooseProfileSchema = profileIdSchema.extend({ pin: pinSchema.optional() })
export type ChooseProfileInput = z.input<typeof chooseProfileSchema>

export const profileDtoSchema = z.object({
  id: z.uuid(),
  ...profileFields,
  /** The account's first: it stays, and is never a child's. */
  isMain: z.boolean(),
  hasPin: z.boolean(),
  position: z.int(),
  version: z.int(),
})
export type ProfileDto = z.infer<typeof profileDtoSchema>
/** What the player begins with, where nothing was chosen in the title itself. */
export const playbackPreferencesSchema = profileDtoSchema.pick({
  audioLanguage: true,
  subtitleLanguage: true,
  quality: true,
  autoplayNext: true,
})
export type PlaybackPreferences = z.infer<typeof playbackPreferencesSchema>
export const profilesSchema = z.object({ profiles: z.array(profileDtoSchema) })

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

export const opinions = ['like', 'dislike'] as const
export type Opinion = (typeof opinions)[number]
export const rateTitleSchema = z.object({ titleId: z.uuid(), value: z.enum(opinions).nullable() })
export type RateTitleInput = z.input<typeof rateTitleSchema>
export const ratingEntrySchema = z.object({
  titleId: z.uuid(),
  value: z.enum(opinions),
  ratedAt: z.iso.datetime(),
})
export type RatingEntry = z.infer<typeof ratingEntrySchema>

export const listHistorySchema = z.object({
  /** Entries older than this moment: the `watchedAt` of the last one that is known. */
  before: z.iso.datetime().optional(),
  limit: z.int().min(1).max(100).default(60),
})
export type ListHistoryInput = z.input<typeof listHistorySchema>
export const assetInputSchema = z.object({ assetId: z.uuid() })
export const historySchema = z.object({ entries: z.array(positionDtoSchema) })
export const ratingsSchema = z.object({ ratings: z.array(ratingEntrySchema) })
export const rateSchema = rateTitleSchema.omit({ titleId: true })

/** A profile of somebody's household and what it watched last, as staff sees it. */
export type ProfileHistoryDto = { profile: ProfileDto; watched: PositionDto[] }
