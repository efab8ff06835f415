export type AuditLine = {
  id: string
  at: string
  actor: string
  actorName: string
  action: string
  /** `href` leads to it, where there is a page. */
  subject: { type: string; id: string; name: string | null; href: string | null }
  /** The name of the title that `detail` has the id of, where the subject's name is not that already. */
  titleName: string | null
  detail: Record<string, unknown>
}

export type AuditPage = {
  entries: AuditLine[]
  total: number
  page: number
  pageSize: number
  nowIso: string
}

/** What an entry can be about; `admin.audit.subject` has the words. */
export const subjectTypes = [
  'account',
  'asset',
  'audit',
  'bundle',
  'country',
  'demo',
  'genre',
  'home',
  'job-run',
  'key',
  'ledger',
  'payment',
  'plan',
  'provider',
  'queue',
  'subtitle-draft',
  'title',
  'title-offer',
  'transfer',
  'upload',
  'version',
  'webhook-event',
] as const
