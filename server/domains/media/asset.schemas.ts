import { z } from 'zod'

/** What a film belongs to, and the ids by which it is named. */

export const assetRoleSchema = z.enum(['main', 'trailer'])

/** What an uploaded film belongs to: a film itself, or one episode or lesson of a title. */
export const assetTargetSchema = z.object({
  titleId: z.uuid(),
  episodeId: z.uuid().nullable().default(null),
  role: assetRoleSchema.default('main'),
})
export type AssetTarget = z.infer<typeof assetTargetSchema>

export const sourceRefSchema = z.object({ assetId: z.uuid(), sourceId: z.uuid(), versionId: z.uuid() })
export type SourceRef = z.infer<typeof sourceRefSchema>

export const versionIdSchema = z.object({ versionId: z.uuid() })
export const assetIdSchema = z.object({ assetId: z.uuid() })
export const listAssetsSchema = z.object({ titleId: z.uuid() })

export const titleIdsSchema = z.object({ titleIds: z.array(z.uuid()) })
