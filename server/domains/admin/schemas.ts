import { z } from 'zod'

/** Shapes of the admin domain that travel: safe in the browser. */

export const auditFilterSchema = z.object({
  /** Exactly this one, `account:<id>` or `system:worker`. */
  actor: z.string().trim().min(1).max(100).optional(),
  /** Whose name or address holds these words, or the process of that name. */
  by: z.string().trim().min(1).max(200).optional(),
  action: z.string().trim().min(1).max(100).optional(),
  subjectType: z.string().trim().min(1).max(100).optional(),
  /** The id of the thing that was changed. */
  subjectId: z.string().trim().min(1).max(100).optional(),
  /** A thing's id, or words of a person's or a title's name. */
  about: z.string().trim().min(1).max(200).optional(),
  /** Days of Vietnam's calendar, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
export type AuditFilterInput = z.input<typeof auditFilterSchema>

export const listAuditEntriesSchema = auditFilterSchema.extend({
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
  /** Of the account that did it; null for a process of ours and for who is gone. */
  actorName: string | null
  action: string
  subject: {
    type: string
    id: string
    /** The person's, where it is one. */
    name: string | null
    /** The title that it is or belongs to, as long as that is there. */
    title: { id: string; name: { vi: string; en: string } } | null
  }
  detail: Record<string, unknown>
  requestId: string
}

export type AuditPageDto = {
  entries: AuditEntryDto[]
  /** How many match all filters. */
  total: number
  page: number
  pageSize: number
}

export const useFrameAsArtworkSchema = z.object({
  titleId: z.uuid(),
  kind: z.enum(['poster', 'still']),
  versionId: z.uuid(),
  /** Path of a frame among the version's poster candidates. */
  path: z.string().min(1).max(300),
})
export type UseFrameAsArtworkInput = z.input<typeof useFrameAsArtworkSchema>

export const ofAccountSchema = z.object({ accountId: z.uuid() })

/** Whose data; one's own where nobody is named. */
export const requestDataExportSchema = z.object({ accountId: z.uuid().optional() })
export type RequestDataExportInput = z.input<typeof requestDataExportSchema>

export const dataExportIdSchema = z.object({ id: z.uuid() })

/** A copy of one's data. Times are ISO 8601, UTC. */
export type DataExportDto = {
  id: string
  requestedAt: string
  /** Null while it is being made. */
  readyAt: string | null
  expiresAt: string | null
  sizeBytes: number | null
}
