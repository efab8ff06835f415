import type {
  LedgerEntryDto,
  PaymentDto,
  RefundDto,
  Takings,
  TransferDto,
} from '#server/domains/billing/schemas.ts'
import type { AdminAction } from '../../errors/call-action.ts'

/** A payment as a list shows it: who pays, where they are still there, and what for. */
export type PaymentRow = PaymentDto & { person: string | null; what: string }

/** A transfer that waits for somebody, and the payment that it may be for. */
export type WaitingTransfer = TransferDto & { nearest: { code: string; lettersApart: number } | null }

/** What the side of the page tells of one payment. */
export type ChosenPayment = {
  payment: PaymentRow
  entries: LedgerEntryDto[]
  transfers: TransferDto[]
  refunds: (RefundDto & { asker: string | null })[]
}

export type PaymentPowers = { refund: boolean; settle: boolean; openAccounts: boolean; readAudit: boolean }

/** Everything the page of payments shows. */
export type PaymentsPage = {
  /** Null where sums are not for this role. */
  takings: Takings[] | null
  waiting: { transfers: WaitingTransfer[]; total: number; held: PaymentDto[] }
  list: { payments: PaymentRow[]; total: number; page: number; pageSize: number }
  /** `missing` where the address names one that is not there. */
  chosen: ChosenPayment | 'missing' | null
  /** The last comparison that is through; null where there was none. Undefined where it is not for this role. */
  compared: { at: string; found: number } | null | undefined
  /** The name of the one account whose payments are listed. */
  onlyOf: string | null
  powers: PaymentPowers
  nowIso: string
}

export type RefundInput = { paymentId: string; amountMinor?: number; reason: string; requestKey: string }

export type PaymentActions = {
  refund: AdminAction<RefundInput>
  confirmRefund: AdminAction<{ refundId: string }>
  withdrawRefund: AdminAction<{ refundId: string }>
  resendRefund: AdminAction<{ refundId: string }>
  reconcile: AdminAction<Record<string, never>>
}
