import { bigint, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, moment } from './columns.ts'
import type { Markers } from './catalogue.ts'

export type AudioTrack = {
  name: string
  language: string
  title: string | null
  channels: number
  isDefault: boolean
}
export type SubtitleTrack = {
  name: string
  language: string
  title: string | null
  forced: boolean
  hearingImpaired: boolean
  /** Below the version's folder. */
  path: string
}
export type Storyboard = {
  intervalMs: number
  tileWidth: number
  tileHeight: number
  columns: number
  rows: number
  count: number
  /** Below the version's folder. */
  sheets: string[]
}
export type Poster = { path: string; atMs: number; width: number; height: number }
export type VersionChapter = { startMs: number; endMs: number; title: string }
export type VersionWarning = { code: string; params?: Record<string, string | number> }

/** One thing to play: a film, a trailer, an episode or a lesson. Its current version is what viewers get. */
export const assets = pgTable(
  'assets',
  {
    id: id(),
    titleId: uuid('title_id').notNull(),
    episodeId: uuid('episode_id'),
    role: text('role', { enum: ['main', 'trailer'] }).notNull(),
    currentVersionId: uuid('current_version_id'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [unique('assets_target_key').on(table.titleId, table.episodeId, table.role).nullsNotDistinct()],
)

export const uploads = pgTable(
  'uploads',
  {
    /** The tus upload's own id. */
    id: text('id').primaryKey(),
    accountId: uuid('account_id').notNull(),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => assets.id, { onDelete: 'cascade' }),
    filename: text('filename').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    state: text('state', { enum: ['receiving', 'completed', 'cancelled'] }).notNull(),
    createdAt: moment('created_at').notNull(),
    completedAt: moment('completed_at'),
  },
  (table) => [index('uploads_state_idx').on(table.state, table.createdAt)],
)

export const sources = pgTable('sources', {
  id: id(),
  assetId: uuid('asset_id')
    .notNull()
    .references(() => assets.id, { onDelete: 'cascade' }),
  uploadId: text('upload_id').unique(),
  filename: text('filename').notNull(),
  storageKey: text('storage_key').notNull(),
  sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
  probe: jsonb('probe'),
  createdAt: moment('created_at').notNull(),
})

export const versions = pgTable(
  'versions',
  {
    id: id(),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => assets.id, { onDelete: 'cascade' }),
    sourceId: uuid('source_id')
      .notNull()
      .references(() => sources.id),
    number: integer('number').notNull(),
    state: text('state', {
      enum: ['waiting', 'encoding', 'published', 'superseded', 'failed', 'cancelled'],
    }).notNull(),
    /** Set when the version is made; the worker that encodes it must hold this run. */
    jobRunId: uuid('job_run_id'),
    storagePrefix: text('storage_prefix').notNull(),
    hlsPath: text('hls_path'),
    dashPath: text('dash_path'),
    durationMs: integer('duration_ms'),
    audioTracks: jsonb('audio_tracks').$type<AudioTrack[]>().notNull().default([]),
    subtitleTracks: jsonb('subtitle_tracks').$type<SubtitleTrack[]>().notNull().default([]),
    chapters: jsonb('chapters').$type<VersionChapter[]>().notNull().default([]),
    markers: jsonb('markers').$type<Markers>().notNull().default({}),
    storyboard: jsonb('storyboard').$type<Storyboard>(),
    posters: jsonb('posters').$type<Poster[]>().notNull().default([]),
    warnings: jsonb('warnings').$type<VersionWarning[]>().notNull().default([]),
    error: jsonb('error').$type<{
      code: string
      message: string
      params?: Record<string, string | number>
    }>(),
    createdAt: moment('created_at').notNull(),
    publishedAt: moment('published_at'),
  },
  (table) => [
    unique('versions_asset_number_key').on(table.assetId, table.number),
    index('versions_state_idx').on(table.state),
  ],
)

export const renditions = pgTable(
  'renditions',
  {
    id: id(),
    versionId: uuid('version_id')
      .notNull()
      .references(() => versions.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    codec: text('codec').notNull(),
    targetBitsPerSecond: integer('target_bits_per_second').notNull(),
    measuredBitsPerSecond: integer('measured_bits_per_second'),
    ssim: integer('ssim_millionths'),
    state: text('state', { enum: ['waiting', 'encoding', 'done'] })
      .notNull()
      .default('waiting'),
  },
  (table) => [uniqueIndex('renditions_version_name_key').on(table.versionId, table.name)],
)
