import { z } from 'zod'
import { assetRoleSchema } from './asset.schemas.ts'
import { failureDtoSchema } from './failure.schemas.ts'

/** How the making of a film stands. */

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
  error: failureDtoSchema.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type EncodeProgressDto = z.infer<typeof encodeProgressDtoSchema>

/** What became of an encoder's event: of a stranger's job it is ignored. */
export const encodeEventOutcomeSchema = z.object({ outcome: z.enum(['changed', 'unchanged', 'ignored']) })

export const listEncodesSchema = z.object({
  titleId: z.uuid().optional(),
  /** Open ones alone (waiting and encoding), or with those that ended. */
  openOnly: z.boolean().default(false),
  limit: z.int().min(1).max(200).default(50),
})
export type ListEncodesInput = z.input<typeof listEncodesSchema>
