export type AuditLine = {
  id: string
  at: string
  actor: string
  actorName: string
  action: string
  /** `titleId` where it is a title's or belongs to one that is still there. */
  subject: { type: string; id: string; name: string | null; titleId: string | null }
  detail: Record<string, unknown>
}

export type AuditPage = {
  entries: AuditLine[]
  total: number
  page: number
  pageSize: number
  actors: { value: string; label: string }[]
  actions: string[]
  nowIso: string
}
