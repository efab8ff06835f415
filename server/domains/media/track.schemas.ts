import { z } from 'zod'
import { audioFlags } from '../../platform/media-tools/port/probe.ts'

/** What a film holds beside its picture, and the stills that are taken of it. */

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
