import { z } from 'zod'
import { ratingLimits } from '../profiles/schemas.ts'
import {
  accessOfferSchema,
  artworkKindSchema,
  creditRoleSchema,
  ratingCodeSchema,
  titleKindSchema,
  titleStatusSchema,
} from './terms.ts'

/** What the catalogue's verbs take. */

const words = (longest: number) => z.string().trim().normalize('NFC').max(longest)
/** Both languages; where English is left out, the Vietnamese stands in for it. */
const localized = (longest: number) =>
  z
    .object({ vi: words(longest).min(1), en: words(longest).default('') })
    .transform(({ vi, en }) => ({ vi, en: en === '' ? vi : en }))

export const slugSchema = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Only a to z, 0 to 9 and single hyphens.')
const keySchema = slugSchema
const wordListsSchema = z.object({ vi: z.array(words(60)).max(30), en: z.array(words(60)).max(30) })

const momentSchema = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .nullable()
/** ISO 3166-1 alpha-2. */
const countryCodesSchema = z.array(z.string().regex(/^[A-Z]{2}$/)).max(250)

const titleFields = {
  title: localized(200),
  originalTitle: words(200).nullable(),
  tagline: localized(300).nullable(),
  synopsis: localized(4000).nullable(),
  year: z.int().min(1888).max(2200).nullable(),
  ratingCode: ratingCodeSchema.nullable(),
  ratingReason: localized(300).nullable(),
  /** Keys of genres, the leading one first. */
  genres: z.array(keySchema).max(10),
  /** ISO 3166-1 alpha-2. */
  countryCodes: z.array(z.string().regex(/^[A-Z]{2}$/)).max(20),
  /** BCP 47. */
  languageCodes: z.array(z.string().min(2).max(35)).max(20),
  moods: wordListsSchema,
  keywords: wordListsSchema,
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable(),
  /** Empty, or with an offer `free`: open to every signed-in account. Anything else wants a right. */
  access: z.array(accessOfferSchema).max(4),
  /** Where it may be watched; null, as an empty list: everywhere. */
  regions: countryCodesSchema.nullable().transform((codes) => (codes?.length ? [...new Set(codes)] : null)),
  /** The publishing window; ISO 8601. */
  availableFrom: momentSchema,
  availableUntil: momentSchema,
  /** Publishes the title by itself as soon as its first film is ready. */
  publishWhenReady: z.boolean(),
}

export const createTitleSchema = z.object({
  kind: titleKindSchema,
  /** Made from the Vietnamese title where it is left out. */
  slug: slugSchema.optional(),
  ...titleFields,
  originalTitle: titleFields.originalTitle.default(null),
  tagline: titleFields.tagline.default(null),
  synopsis: titleFields.synopsis.default(null),
  year: titleFields.year.default(null),
  ratingCode: titleFields.ratingCode.default(null),
  ratingReason: titleFields.ratingReason.default(null),
  genres: titleFields.genres.default([]),
  countryCodes: titleFields.countryCodes.default([]),
  languageCodes: titleFields.languageCodes.default([]),
  moods: titleFields.moods.default({ vi: [], en: [] }),
  keywords: titleFields.keywords.default({ vi: [], en: [] }),
  accent: titleFields.accent.default(null),
  access: titleFields.access.default([]),
  regions: titleFields.regions.default(null),
  availableFrom: titleFields.availableFrom.default(null),
  availableUntil: titleFields.availableUntil.default(null),
  publishWhenReady: titleFields.publishWhenReady.default(false),
})
export type CreateTitleInput = z.input<typeof createTitleSchema>

export const updateTitleSchema = z.object({
  titleId: z.uuid(),
  /** The version the change was made upon; an older one is refused with `title.changed`. */
  version: z.int().positive(),
  slug: slugSchema.optional(),
  ...z.object(titleFields).partial().shape,
})
export type UpdateTitleInput = z.input<typeof updateTitleSchema>

export const titleIdSchema = z.object({ titleId: z.uuid() })
export const titleSlugSchema = z.object({ slug: slugSchema })

export const setArtworkSchema = z.object({
  titleId: z.uuid(),
  kind: artworkKindSchema,
  /** A picture that sharp can read (JPEG, PNG, WebP, AVIF), at most 30 MB. */
  bytes: z
    .custom<Uint8Array>((value) => value instanceof Uint8Array, 'Bytes of a picture.')
    .refine((bytes) => bytes.byteLength > 0 && bytes.byteLength <= 30_000_000, '1 byte to 30 MB.'),
})
export type SetArtworkInput = z.input<typeof setArtworkSchema>
/** As addresses carry them. */
export const artworkTitleSchema = z.object({ id: z.uuid() })
export const artworkQuerySchema = setArtworkSchema.pick({ kind: true })
/** How large the picture came out. */
export const artworkSetSchema = z.object({ width: z.int(), height: z.int() })

const episodeInputSchema = z.object({
  number: z.int().positive().max(9999),
  title: localized(200),
  synopsis: localized(2000).nullable().default(null),
})

/**
 * All seasons and episodes of a series, or all lessons of a course (one season without a number).
 * Seasons and episodes are matched by number, so that a film already encoded stays with its episode.
 */
export const setEpisodesSchema = z.object({
  titleId: z.uuid(),
  seasons: z
    .array(
      z.object({
        number: z.int().positive().max(999).nullable(),
        title: localized(200).nullable().default(null),
        episodes: z.array(episodeInputSchema).max(500),
      }),
    )
    .max(100),
})
export type SetEpisodesInput = z.input<typeof setEpisodesSchema>

export const addEpisodeSchema = z.object({
  titleId: z.uuid(),
  /** Null for a course. A season that is not there yet is made. */
  seasonNumber: z.int().positive().max(999).nullable().default(null),
  /** The next free number where it is left out. */
  number: z.int().positive().max(9999).optional(),
  title: localized(200),
  synopsis: localized(2000).nullable().default(null),
})
export type AddEpisodeInput = z.input<typeof addEpisodeSchema>

export const setCreditsSchema = z.object({
  titleId: z.uuid(),
  /** In the order they are to be shown. */
  credits: z
    .array(
      z.object({
        name: words(120).min(1),
        role: creditRoleSchema,
        character: localized(160).nullable().default(null),
      }),
    )
    .max(500),
})
export type SetCreditsInput = z.input<typeof setCreditsSchema>

export const ensureGenresSchema = z.object({
  genres: z.array(z.object({ key: keySchema, label: localized(60) })).max(200),
})
export type EnsureGenresInput = z.input<typeof ensureGenresSchema>

export const ensureCountriesSchema = z.object({
  countries: z.array(z.object({ code: z.string().regex(/^[A-Z]{2}$/), label: localized(60) })).max(300),
})
export type EnsureCountriesInput = z.input<typeof ensureCountriesSchema>

export const MOST_FEATURED = 12
/** The titles of the home page's hero, first one first; all others lose their place. */
export const setFeaturedSchema = z.object({ titleIds: z.array(z.uuid()).max(MOST_FEATURED) })
export type SetFeaturedInput = z.input<typeof setFeaturedSchema>

export const featureTitleSchema = z.object({ titleId: z.uuid(), featured: z.boolean() })
export type FeatureTitleInput = z.input<typeof featureTitleSchema>

/** What the catalogue takes over from media's event `version.published`. */
export const markPlayableSchema = z.object({
  assetId: z.uuid(),
  versionId: z.uuid(),
  versionNumber: z.int().positive(),
  titleId: z.uuid(),
  episodeId: z.uuid().nullable(),
  role: z.enum(['main', 'trailer']),
  storagePrefix: z.string(),
  durationMs: z.int().positive(),
  heights: z.array(z.int().positive()).min(1),
  audioLanguages: z.array(z.string()),
  audioChannels: z.int().nonnegative(),
  subtitleLanguages: z.array(z.string()),
  /** Paths below `storagePrefix`. */
  posters: z.array(z.object({ path: z.string() })),
})
export type MarkPlayableInput = z.input<typeof markPlayableSchema>

/** How far a profile may look; null is no limit. */
export const limitedSchema = z.object({ ratingLimit: z.enum(ratingLimits).nullable().default(null) })
export type LimitedInput = z.input<typeof limitedSchema>

export const browseTitlesSchema = limitedSchema.extend({
  kind: titleKindSchema.optional(),
  genre: keySchema.optional(),
})
export type BrowseTitlesInput = z.input<typeof browseTitlesSchema>

const placeSchema = z.object({
  season: z.int().positive().nullable().default(null),
  episode: z.int().positive().nullable().default(null),
  role: z.enum(['main', 'trailer']).default('main'),
})
/** By asset (published or not), or by title: a film, `season` and `episode` of a series, `episode` of a course. */
export const getPlayableSchema = z.union([
  z.object({ assetId: z.uuid() }),
  placeSchema.extend({ titleId: z.uuid() }),
  placeSchema.extend({ slug: slugSchema }),
])
export type GetPlayableInput = z.input<typeof getPlayableSchema>

export const adminTitleSortSchema = z.enum(['updated', 'created', 'published', 'title', 'year'])
export const listTitlesForAdminSchema = z.object({
  /** Found in titles, original title and slug, with or without Vietnamese marks. */
  text: words(200).default(''),
  kind: titleKindSchema.optional(),
  status: titleStatusSchema.optional(),
  genre: keySchema.optional(),
  /** True for what has something to play, false for what waits for its film. */
  playable: z.boolean().optional(),
  sort: adminTitleSortSchema.default('updated'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  page: z.int().positive().default(1),
  pageSize: z.int().min(1).max(200).default(50),
})
export type ListTitlesForAdminInput = z.input<typeof listTitlesForAdminSchema>
