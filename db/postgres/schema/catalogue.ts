import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, moment, type LocalizedText } from './columns.ts'

export type AccessOffer =
  | { type: 'free' | 'subscription' }
  | { type: 'rent'; amountMinor: number; currency: string; hours: number }
  | { type: 'buy'; amountMinor: number; currency: string }
export type ArtworkVariant = { width: number; height: number; key: string; mime: string }
export type Chapter = { startMs: number; title: string; titles?: Partial<LocalizedText> }
export type Markers = { intro?: { startMs: number; endMs: number } }

export const genres = pgTable('genres', {
  key: text('key').primaryKey(),
  label: jsonb('label').$type<LocalizedText>().notNull(),
})

export const countries = pgTable('countries', {
  code: text('code').primaryKey(),
  label: jsonb('label').$type<LocalizedText>().notNull(),
})

export const titles = pgTable(
  'titles',
  {
    id: id(),
    slug: text('slug').notNull().unique(),
    kind: text('kind', { enum: ['film', 'series', 'course'] }).notNull(),
    status: text('status', { enum: ['draft', 'published'] })
      .notNull()
      .default('draft'),
    title: jsonb('title').$type<LocalizedText>().notNull(),
    originalTitle: text('original_title'),
    tagline: jsonb('tagline').$type<LocalizedText>(),
    synopsis: jsonb('synopsis').$type<LocalizedText>(),
    year: integer('year'),
    ratingCode: text('rating_code', { enum: ['P', 'K', 'T13', 'T16', 'T18', 'C'] }),
    ratingReason: jsonb('rating_reason').$type<LocalizedText>(),
    countryCodes: text('country_codes').array().notNull().default([]),
    languageCodes: text('language_codes').array().notNull().default([]),
    moods: jsonb('moods').$type<{ vi: string[]; en: string[] }>().notNull().default({ vi: [], en: [] }),
    keywords: jsonb('keywords').$type<{ vi: string[]; en: string[] }>().notNull().default({ vi: [], en: [] }),
    /** Titles in lower case without marks, for finding. */
    searchText: text('search_text').notNull(),
    accent: text('accent'),
    access: jsonb('access').$type<AccessOffer[]>().notNull().default([]),
    /** ISO 3166-1 alpha-2 of where it may be watched; null: everywhere. */
    regions: text('regions').array(),
    /** The publishing window: outside of it nobody but staff sees or watches the title. */
    availableFrom: moment('available_from'),
    availableUntil: moment('available_until'),
    featuredRank: integer('featured_rank'),
    publishWhenReady: boolean('publish_when_ready').notNull().default(false),
    publishedAt: moment('published_at'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (table) => [index('titles_status_idx').on(table.status, table.publishedAt)],
)

export const titleGenres = pgTable(
  'title_genres',
  {
    titleId: uuid('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    genreKey: text('genre_key')
      .notNull()
      .references(() => genres.key),
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.titleId, table.genreKey] }),
    index('title_genres_genre_idx').on(table.genreKey),
  ],
)

export const people = pgTable('people', {
  id: id(),
  name: text('name').notNull().unique(),
})

export const credits = pgTable(
  'credits',
  {
    titleId: uuid('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    role: text('role', { enum: ['director', 'writer', 'cast'] }).notNull(),
    character: jsonb('character').$type<LocalizedText>(),
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.titleId, table.position] }),
    index('credits_person_idx').on(table.personId),
  ],
)

export const seasons = pgTable(
  'seasons',
  {
    id: id(),
    titleId: uuid('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    title: jsonb('title').$type<LocalizedText>(),
  },
  (table) => [unique('seasons_title_number_key').on(table.titleId, table.number)],
)

/** An episode of a season, or a lesson of a course (which has no season). */
export const episodes = pgTable(
  'episodes',
  {
    id: id(),
    titleId: uuid('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    seasonId: uuid('season_id').references(() => seasons.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    title: jsonb('title').$type<LocalizedText>().notNull(),
    synopsis: jsonb('synopsis').$type<LocalizedText>(),
  },
  (table) => [
    unique('episodes_season_number_key').on(table.titleId, table.seasonId, table.number).nullsNotDistinct(),
  ],
)

export const artwork = pgTable(
  'artwork',
  {
    id: id(),
    titleId: uuid('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['poster', 'still', 'lettering'] }).notNull(),
    /** A picture taken from the film gives way to one that somebody chose, never the other way round. */
    origin: text('origin', { enum: ['chosen', 'film'] }).notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    variants: jsonb('variants').$type<ArtworkVariant[]>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [unique('artwork_title_kind_key').on(table.titleId, table.kind)],
)

/**
 * What can be played of a title, as the media domain last published it: the catalogue's own copy,
 * so that a page never asks media. Exactly one row for each (title, episode, role).
 */
export const playables = pgTable(
  'playables',
  {
    id: id(),
    titleId: uuid('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    episodeId: uuid('episode_id').references(() => episodes.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['main', 'trailer'] }).notNull(),
    assetId: uuid('asset_id').notNull(),
    versionId: uuid('version_id').notNull(),
    versionNumber: integer('version_number').notNull(),
    durationMs: integer('duration_ms').notNull(),
    maxHeight: integer('max_height').notNull(),
    audioLanguages: text('audio_languages').array().notNull(),
    audioChannels: integer('audio_channels').notNull(),
    subtitleLanguages: text('subtitle_languages').array().notNull(),
    stillKey: text('still_key'),
    publishedAt: moment('published_at').notNull(),
  },
  (table) => [
    unique('playables_target_key').on(table.titleId, table.episodeId, table.role).nullsNotDistinct(),
    uniqueIndex('playables_asset_key').on(table.assetId),
    check('playables_duration_check', sql`${table.durationMs} > 0`),
  ],
)
