import { z } from 'zod'

/** Shapes of the admin domain that travel: safe in the browser. */

export const listAuditEntriesSchema = z.object({
  /** An account's id, or the name of a process of ours, `system:worker`. */
  actor: z.string().trim().min(1).max(100).optional(),
  action: z.string().trim().min(1).max(100).optional(),
  /** The id of the thing that was changed. */
  subjectId: z.string().trim().min(1).max(100).optional(),
  page: z.int().positive().max(100_000).default(1),
  pageSize: z.int().min(1).max(200).default(50),
})
export type ListAuditEntriesInput = z.input<typeof listAuditEntriesSchema>

export type AuditEntryDto = {
  id: string
  /** ISO 8601, UTC. */
  at: string
  /** `account:<id>` or `system:<name>`. */
  actor: string
  action: string
  subject: { type: string; id: string }
  detail: Record<string, unknown>
  requestId: string
}

export type AuditPageDto = {
  entries: AuditEntryDto[]
  /** How many match all filters. */
  total: number
  page: number
  pageSize: number
  /** Every actor and action the log knows, for the filters. */
  actors: string[]
  actions: string[]
}

export const useFrameAsArtworkSchema = z.object({
  titleId: z.uuid(),
  kind: z.enum(['poster', 'still']),
  versionId: z.uuid(),
  /** Path of a frame among the version's poster candidates. */
  path: z.string().min(1).max(300),
})
export type UseFrameAsArtworkInput = z.input<typeof useFrameAsArtworkSchema>
