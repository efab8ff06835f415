import { z } from 'zod'
import { audioFlags } from '../../platform/media-tools/port/probe.ts'

/** Shapes of media that travel: safe in the browser, no database, no tool. */

export { encodeEventSchema } from './encode-event.schemas.ts'
export * from './subtitle-draft.schemas.ts'

export const assetRoleSchema = z.enum(['main', 'trailer'])

/** What an uploaded film belongs to: a film itself, or one episode or lesson of a title. */
export const assetTargetSchema = z.object({
  titleId: z.uuid(),
  episodeId: z.uuid().nullable().default(null),
  role: assetRoleSchema.default('main'),
})
export type AssetTarget = z.infer<typeof assetTargetSchema>

export const encodeStages = [
  'probe',
  'analyse',
  'encode',
  'join',
  'pictures',
  'package',
  'check',
  'publish',
] as const
export const encodeStageSchema = z.enum(encodeStages)
export type EncodeStage = z.infer<typeof encodeStageSchema>

export const versionStateSchema = z.enum([
  'waiting',
  'encoding',
  'published',
  'superseded',
  'failed',
  'cancelled',
])

/** Why a version came to nothing, in codes that messages exist for (`admin-media.failure.<code>`). */
export const failureCodeSchema = z.enum([
  'source-missing',
  'not-a-film',
  'container-refused',
  'points-elsewhere',
  'still-picture',
  'audio-only',
  'no-video',
  'no-duration',
  'cut-short',
  'clock-restarts',
  'encrypted',
  'codec-unknown',
  'times-broken',
  'too-many-tracks',
  'too-long',
  'too-large',
  'dolby-vision-only',
  'decode-failed',
  'sound-broken',
  'encode-failed',
  'package-failed',
  'over-limit',
  'check-refused',
  'tool-missing',
  'no-space',
  'service-denied',
  'service-refused',
  'service-unavailable',
  'service-failed',
  'service-queue',
  'service-stuck',
  'service-output',
  'service-cost',
  'worker-lost',
  'timed-out',
  'stuck',
  'unexpected',
])
export type FailureCode = z.infer<typeof failureCodeSchema>

export const failureSchema = z.object({ code: failureCodeSchema, detail: z.string() })
export type Failure = z.infer<typeof failureSchema>

export const chapterSchema = z.object({
  startMs: z.int().nonnegative(),
  endMs: z.int().nonnegative(),
  title: z.string(),
})
export type Chapter = z.infer<typeof chapterSchema>

export const markersSchema = z.object({
  intro: z.object({ startMs: z.int().nonnegative(), endMs: z.int().nonnegative() }).optional(),
})
export type Markers = z.infer<typeof markersSchema>

/** What else a film says of a sound track. */
export const audioFlagSchema = z.enum(audioFlags)

/** EBU R 128 figures of a track as its film holds it: LUFS, LU and dBTP. */
export const loudnessSchema = z.object({
  integrated: z.number(),
  range: z.number(),
  truePeak: z.number(),
})
export type Loudness = z.infer<typeof loudnessSchema>

export const audioTrackSchema = z.object({
  name: z.string(),
  language: z.string(),
  title: z.string().nullable(),
  /** 2, or 6 for 5.1. */
  channels: z.int(),
  isDefault: z.boolean(),
  flags: z.array(audioFlagSchema),
  /** Null when it is silent or was never measured. */
  loudness: loudnessSchema.nullable(),
})
export type AudioTrack = z.infer<typeof audioTrackSchema>

export const subtitleTrackSchema = z.object({
  name: z.string(),
  language: z.string(),
  title: z.string().nullable(),
  isDefault: z.boolean(),
  forced: z.boolean(),
  hearingImpaired: z.boolean(),
  /** Path below the version's folder. */
  path: z.string(),
})
export type SubtitleTrack = z.infer<typeof subtitleTrackSchema>

/** One video quality; bandwidths in bits per second. */
export const renditionSchema = z.object({
  name: z.string(),
  width: z.int(),
  height: z.int(),
  targetBandwidth: z.int(),
  averageBandwidth: z.int().nullable(),
  /** Likeness to the source, 0 to 1. */
  ssim: z.number().nullable(),
  state: z.enum(['waiting', 'encoding', 'done']),
})
export type Rendition = z.infer<typeof renditionSchema>

/** A standard rung that a version does without: `asGood` names the one below, which looks the same as large as the best. */
export const leftOutRungSchema = z.object({
  name: z.string(),
  width: z.int(),
  height: z.int(),
  asGood: z.string(),
  measure: z.enum(['vmaf', 'ssim']),
  /** By how much it is more like the source in any scene measured, on the measure's own scale. */
  gain: z.number(),
})
export type LeftOutRung = z.infer<typeof leftOutRungSchema>

/** Tile = floor(ms / intervalMs); its sheet = floor(tile / (columns * rows)). Paths are below the version's folder. */
export const storyboardSchema = z.object({
  intervalMs: z.int().positive(),
  tileWidth: z.int().positive(),
  tileHeight: z.int().positive(),
  columns: z.int().positive(),
  rows: z.int().positive(),
  count: z.int().positive(),
  sheets: z.array(z.string()),
})

export const posterSchema = z.object({ path: z.string(), atMs: z.int(), width: z.int(), height: z.int() })
export type Poster = z.infer<typeof posterSchema>

export const versionDtoSchema = z.object({
  id: z.uuid(),
  assetId: z.uuid(),
  /** 1 for the first encode of an asset, then up. */
  number: z.int().positive(),
  storagePrefix: z.string(),
  state: versionStateSchema,
  durationMs: z.int().nullable(),
  renditions: z.array(renditionSchema),
  leftOut: z.array(leftOutRungSchema),
  audioTracks: z.array(audioTrackSchema),
  subtitleTracks: z.array(subtitleTrackSchema),
  chapters: z.array(chapterSchema),
  markers: markersSchema,
  storyboard: storyboardSchema.nullable(),
  posters: z.array(posterSchema),
  /** Codes of findings that did not stop it, with `track` and `detail`. */
  warnings: z.array(
    z.object({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
  error: failureSchema.nullable(),
  createdAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
})
export type VersionDto = z.infer<typeof versionDtoSchema>

/**
 * Everything a player needs of one published version. Paths are relative to the version's folder in storage
 * (`storagePrefix`, ending in "/"); `playback` puts its signed prefix before them.
 */
export const playbackManifestDtoSchema = z.object({
  assetId: z.uuid(),
  versionId: z.uuid(),
  titleId: z.uuid(),
  episodeId: z.uuid().nullable(),
  role: assetRoleSchema,
  storagePrefix: z.string(),
  hls: z.string(),
  dash: z.string().nullable(),
  durationMs: z.int().positive(),
  heights: z.array(z.int()),
  audioTracks: z.array(audioTrackSchema),
  subtitleTracks: z.array(subtitleTrackSchema),
  chapters: z.array(chapterSchema),
  markers: markersSchema,
  storyboard: storyboardSchema.nullable(),
  posters: z.array(posterSchema),
})
export type PlaybackManifestDto = z.infer<typeof playbackManifestDtoSchema>

export const encodeStateSchema = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled'])
export type EncodeState = z.infer<typeof encodeStateSchema>

/** How many of a long film's chunks are done and being made. */
export const chunkCountsSchema = z.object({ total: z.int(), done: z.int(), atWork: z.int() })

/** How one encode stands, as admin sees it live. */
export const encodeProgressDtoSchema = z.object({
  /** Null in the moment between the upload's end and its job. */
  jobId: z.string().nullable(),
  assetId: z.uuid(),
  versionId: z.uuid(),
  titleId: z.uuid(),
  episodeId: z.uuid().nullable(),
  role: assetRoleSchema,
  sourceName: z.string(),
  state: encodeStateSchema,
  stage: encodeStageSchema.nullable(),
  /** 0 to 100 over all stages. */
  percent: z.number(),
  fps: z.number().nullable(),
  etaSeconds: z.number().nullable(),
  /** While it is made in chunks by several runs, null otherwise. */
  chunks: chunkCountsSchema.nullable(),
  /** 1 is next; null unless queued. */
  queuePosition: z.int().nullable(),
  rungs: z.array(
    z.object({ name: z.string(), height: z.int(), state: z.enum(['waiting', 'encoding', 'done']) }),
  ),
  error: failureSchema.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type EncodeProgressDto = z.infer<typeof encodeProgressDtoSchema>

export const uploadDtoSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  sizeBytes: z.int().nonnegative(),
  receivedBytes: z.int().nonnegative(),
  state: z.enum(['receiving', 'completed', 'cancelled']),
  target: assetTargetSchema,
  isMine: z.boolean(),
  fingerprint: z.string().nullable(),
  createdAt: z.iso.datetime(),
})
export type UploadDto = z.infer<typeof uploadDtoSchema>

export const assetDtoSchema = z.object({
  id: z.uuid(),
  titleId: z.uuid(),
  episodeId: z.uuid().nullable(),
  role: assetRoleSchema,
  publishedVersionId: z.uuid().nullable(),
  /** Newest first. */
  versions: z.array(versionDtoSchema),
})
export type AssetDto = z.infer<typeof assetDtoSchema>

const fileNameSchema = z.string().trim().min(1).max(500)

/** SHA-256 in hexadecimal. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

export const beginUploadSchema = z.object({
  uploadId: z.uuid(),
  fileName: fileNameSchema,
  sizeBytes: z.int().positive(),
  target: assetTargetSchema,
  /** Of size, first and last MiB. */
  fingerprint: sha256Schema.optional(),
  /** Of the whole, where the sender knows it beforehand. */
  sha256: sha256Schema.optional(),
})
export type BeginUploadInput = z.input<typeof beginUploadSchema>

export const uploadsSchema = z.array(uploadDtoSchema)

export const uploadIdSchema = z.object({ uploadId: z.uuid() })

export const lookUpFileSchema = z.object({
  sizeBytes: z.int().nonnegative(),
  fingerprint: sha256Schema,
  /** Where the file is to go: a film that is there already comes before the same file elsewhere. */
  target: assetTargetSchema.optional(),
})
export type LookUpFileInput = z.input<typeof lookUpFileSchema>

export const askRoomSchema = z.object({
  sizeBytes: z.int().nonnegative(),
  /** Films of the same sender that are in line before it and not announced yet. */
  waitingBytes: z.int().nonnegative().default(0),
})
export type AskRoomInput = z.input<typeof askRoomSchema>

/** What is here of a file that somebody is about to send. */
export const knownFileDtoSchema = z.object({
  /** An upload of it by the same account that has not ended. */
  unfinished: z
    .object({
      uploadId: z.uuid(),
      receivedBytes: z.int().nonnegative(),
      target: assetTargetSchema,
      title: z.object({ vi: z.string(), en: z.string().optional() }),
    })
    .nullable(),
  /** A film that was made of it. */
  source: z
    .object({
      sourceId: z.uuid(),
      fileName: z.string(),
      target: assetTargetSchema,
      title: z.object({ vi: z.string(), en: z.string().optional() }),
      /** Whether it belongs to the very place the file was to go. */
      samePlace: z.boolean(),
    })
    .nullable(),
})
export type KnownFileDto = z.infer<typeof knownFileDtoSchema>

export const reuseSourceSchema = z.object({
  sourceId: z.uuid(),
  sha256: sha256Schema,
  fileName: fileNameSchema,
  target: assetTargetSchema,
})
export type ReuseSourceInput = z.input<typeof reuseSourceSchema>

export const importSourceSchema = z.object({
  /** An absolute path on this machine; the file stays where it is. */
  path: z.string().min(1),
  fileName: fileNameSchema.optional(),
  target: assetTargetSchema,
})
export type ImportSourceInput = z.input<typeof importSourceSchema>

export const sourceRefSchema = z.object({ assetId: z.uuid(), sourceId: z.uuid(), versionId: z.uuid() })
export type SourceRef = z.infer<typeof sourceRefSchema>

/** What became of an encoder's event: of a stranger's job it is ignored. */
export const encodeEventOutcomeSchema = z.object({ outcome: z.enum(['changed', 'unchanged', 'ignored']) })

export const versionIdSchema = z.object({ versionId: z.uuid() })
export const assetIdSchema = z.object({ assetId: z.uuid() })
export const listAssetsSchema = z.object({ titleId: z.uuid() })

export const titleIdsSchema = z.object({ titleIds: z.array(z.uuid()) })

export const listEncodesSchema = z.object({
  titleId: z.uuid().optional(),
  /** Open ones alone (waiting and encoding), or with those that ended. */
  openOnly: z.boolean().default(false),
  limit: z.int().min(1).max(200).default(50),
})
export type ListEncodesInput = z.input<typeof listEncodesSchema>

/** Payload of `version.published`. */
export const versionPublishedSchema = z.object({
  assetId: z.uuid(),
  versionId: z.uuid(),
  /** Grows with each version of the asset; whoever keeps a copy takes over only a higher one. */
  versionNumber: z.int().positive(),
  titleId: z.uuid(),
  episodeId: z.uuid().nullable(),
  role: assetRoleSchema,
  storagePrefix: z.string(),
  durationMs: z.int().positive(),
  heights: z.array(z.int()),
  audioLanguages: z.array(z.string()),
  /** The most channels that any of its audio tracks has. */
  audioChannels: z.int().nonnegative(),
  subtitleLanguages: z.array(z.string()),
  chapters: z.array(chapterSchema),
  markers: markersSchema,
  storyboard: storyboardSchema.nullable(),
  posters: z.array(posterSchema),
})
export type VersionPublished = z.infer<typeof versionPublishedSchema>

/** Payload of `upload.completed`. */
export const uploadCompletedSchema = z.object({
  uploadId: z.string().nullable(),
  assetId: z.uuid(),
  sourceId: z.uuid(),
  versionId: z.uuid(),
  titleId: z.uuid(),
  episodeId: z.uuid().nullable(),
  role: assetRoleSchema,
})
