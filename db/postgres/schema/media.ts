import {
  bigint,
  boolean,
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
import { id, moment } from './columns.ts'
import type { Markers } from './catalogue.ts'

export type AudioTrack = {
  name: string
  language: string
  title: string | null
  channels: number
  isDefault: boolean
  /** These two are not there in versions from before they were kept. */
  flags?: string[]
  loudness?: { integrated: number; range: number; truePeak: number } | null
}
export type SubtitleTrack = {
  name: string
  language: string
  title: string | null
  /** Not there in versions from before it was kept. */
  isDefault?: boolean
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
export type LeftOutRung = {
  name: string
  width: number
  height: number
  /** The rung below, as good at the size of the best. */
  asGood: string
  measure: 'vmaf' | 'ssim'
  /** By how much it is more like the source than that one, at most. */
  gain: number
}
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
    /** SHA-256 of the whole file as the sender reckoned it, in hexadecimal. */
    sha256: text('sha256'),
    /** Of size, first and last MiB, as the sender reckoned it: the same file is known again before it is sent. */
    fingerprint: text('fingerprint'),
    state: text('state', { enum: ['receiving', 'completed', 'cancelled'] }).notNull(),
    createdAt: moment('created_at').notNull(),
    /** When bytes came last; what is unfinished is kept for a time from then. */
    receivedAt: moment('received_at'),
    completedAt: moment('completed_at'),
  },
  (table) => [index('uploads_state_idx').on(table.state, table.createdAt)],
)

export const sources = pgTable(
  'sources',
  {
    id: id(),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => assets.id, { onDelete: 'cascade' }),
    uploadId: text('upload_id').unique(),
    filename: text('filename').notNull(),
    storageKey: text('storage_key').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    /** Of the stored bytes, in hexadecimal: the same file is recognised by it. */
    sha256: text('sha256'),
    /** Of size, first and last MiB: whoever is about to send the same file is told before sending it. */
    fingerprint: text('fingerprint'),
    probe: jsonb('probe'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    index('sources_sha256_idx').on(table.sha256, table.sizeBytes),
    index('sources_fingerprint_idx').on(table.fingerprint),
    // Sources of the same bytes share a key: it goes with the last of them.
    index('sources_storage_key_idx').on(table.storageKey),
  ],
)

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
    /** The published version of the same source whose picture and sound it takes over; null to encode anew. */
    tracksFrom: uuid('tracks_from'),
    /** What was planned and made of the source. */
    plan: jsonb('plan'),
    /** Standard rungs that the plan does without, as the film gains nothing by them. */
    leftOut: jsonb('left_out').$type<LeftOutRung[]>().notNull().default([]),
    /** When the last signed address to its files lapses: they are kept at least until then. */
    neededUntil: moment('needed_until'),
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

/** One stretch of a long film's picture, encoded by whichever worker comes; the sound is never cut. */
export const encodeChunks = pgTable(
  'encode_chunks',
  {
    versionId: uuid('version_id')
      .notNull()
      .references(() => versions.id, { onDelete: 'cascade' }),
    /** From 0, in the order of the film. */
    index: integer('index').notNull(),
    kind: text('kind', { enum: ['video', 'audio'] }).notNull(),
    /** Counted in frames of the ladder's constant rate. */
    firstFrame: integer('first_frame').notNull(),
    frames: integer('frames').notNull(),
    state: text('state', { enum: ['waiting', 'encoding', 'done'] })
      .notNull()
      .default('waiting'),
    jobRunId: uuid('job_run_id'),
    /** Folder in storage that holds what it made, ending in a slash; null until it is done. */
    storagePrefix: text('storage_prefix'),
    /** How long its encode took. */
    tookMs: integer('took_ms'),
    finishedAt: moment('finished_at'),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.index] })],
)

/** An encode that a service outside does for a version; `requestKey` makes submitting it twice one encode. */
export const externalEncodes = pgTable(
  'external_encodes',
  {
    id: id(),
    versionId: uuid('version_id')
      .notNull()
      .references(() => versions.id, { onDelete: 'cascade' }),
    service: text('service', { enum: ['mediaconvert'] }).notNull(),
    requestKey: text('request_key').notNull().unique(),
    /** The service's own id, null until it has answered. */
    externalId: text('external_id'),
    state: text('state', { enum: ['submitted', 'progressing', 'complete', 'failed', 'cancelled'] }).notNull(),
    percent: integer('percent').notNull().default(0),
    error: jsonb('error').$type<{ code: string; message: string }>(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [uniqueIndex('external_encodes_external_key').on(table.service, table.externalId)],
)

export type DraftCue = {
  startMs: number
  endMs: number
  text: string
  /** How sure the reader was, 0 to 100. */
  confidence: number
  /** File name of the picture it was read off; null for a line that somebody added. */
  picture: string | null
}

/** A subtitle that was read off pictures and waits for somebody to correct it. */
export const subtitleDrafts = pgTable(
  'subtitle_drafts',
  {
    id: id(),
    sourceId: uuid('source_id')
      .notNull()
      .references(() => sources.id, { onDelete: 'cascade' }),
    /** Index among all streams of the source. */
    streamIndex: integer('stream_index').notNull(),
    language: text('language').notNull(),
    title: text('title'),
    forced: boolean('forced').notNull().default(false),
    state: text('state', {
      enum: ['waiting', 'reading', 'draft', 'approved', 'discarded', 'failed'],
    }).notNull(),
    cues: jsonb('cues').$type<DraftCue[]>().notNull().default([]),
    error: jsonb('error').$type<{ code: string; message: string }>(),
    /** Grows with each save: of two editors the later is told. */
    revision: integer('revision').notNull().default(0),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [unique('subtitle_drafts_stream_key').on(table.sourceId, table.streamIndex)],
)
