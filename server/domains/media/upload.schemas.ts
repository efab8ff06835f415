import { z } from 'zod'
import { assetRoleSchema, assetTargetSchema } from './asset.schemas.ts'

/** How films come in: uploads, files that are here already, imports. */

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

/** The header fields that tus 1.0 wants of its requests. */
export const tusHeadersSchema = z.object({ 'Tus-Resumable': z.literal('1.0.0') })
export const tusBeginHeadersSchema = tusHeadersSchema.extend({
  'Upload-Length': z.string().regex(/^\d+$/),
  /** Pairs of a name and its value in base64: `filename`, `titleId`, `episodeId`, `role`, `fingerprint`, `sha256`. */
  'Upload-Metadata': z.string(),
})
export const tusPartHeadersSchema = tusHeadersSchema.extend({ 'Upload-Offset': z.string().regex(/^\d+$/) })
