import { z } from 'zod'
import { assetRoleSchema } from './asset.schemas.ts'
import { failureDtoSchema } from './failure.schemas.ts'
import {
  audioTrackSchema,
  chapterSchema,
  markersSchema,
  posterSchema,
  storyboardSchema,
  subtitleTrackSchema,
} from './track.schemas.ts'

/** What was made of a film, for admins and for players. */

export const versionStateSchema = z.enum([
  'waiting',
  'encoding',
  'published',
  'superseded',
  'failed',
  'cancelled',
])

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
  error: failureDtoSchema.nullable(),
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
