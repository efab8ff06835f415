import type { ReconciliationDto, WebhookEventDto } from '#server/domains/billing/schemas.ts'
import type { AdminAction } from '../../errors/call-action.ts'
import type { ProofStanding } from '../ledger/ledger-page.ts'

export type ReconciliationPage = ProofStanding & {
  show: 'all' | 'notable'
  runs: ReconciliationDto[]
  total: number
  page: number
  pageSize: number
  /** The newest run, whichever list is shown. */
  newest: ReconciliationDto | null
  /** Events that reconciling found: the newest, and how many there ever were. */
  found: { events: WebhookEventDto[]; total: number }
  /** The day in Viet Nam, `2026-11-21`. */
  today: string
  nowIso: string
}

/** Days in Viet Nam, both included. */
export type ReconcileDays = { provider: 'sepay' | 'stripe' | null; from: string; to: string }

export type ReconciliationActions = { reconcile: AdminAction<ReconcileDays> }
