/** The sections of admin, each at `/admin/<key>`. */
export type SectionKey =
  | 'titles'
  | 'encodes'
  | 'jobs'
  | 'accounts'
  | 'plans'
  | 'subscribers'
  | 'payments'
  | 'transfers'
  | 'webhooks'
  | 'reconciliation'
  | 'ledger'
  | 'audit'
