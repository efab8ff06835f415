import type { PaymentDto, TransferDto } from '#server/domains/billing/schemas.ts'
import type { AdminAction } from '../../errors/call-action.ts'

/** A payment with who pays it. */
export type NamedPayment = PaymentDto & { person: string | null }

/** Somebody to whom money can be credited. */
export type AccountOption = { id: string; name: string; email: string }

export type TransferLine = TransferDto & {
  /** What it was matched to. */
  payment: NamedPayment | null
  /** What it most likely is for, while it waits. */
  suggestion: { payment: NamedPayment; lettersApart: number } | null
  /** Null where nobody had to. */
  settledByName: string | null
}

/** A payment for which too little has come, with what came. */
export type UnderpaidLine = { payment: NamedPayment; transfers: TransferDto[] }

export type TransfersPage = {
  show: 'waiting' | 'all'
  transfers: TransferLine[]
  total: number
  page: number
  pageSize: number
  /** How many wait, whichever list is shown. */
  waiting: number
  underpaid: UnderpaidLine[]
  underpaidTotal: number
  maySettle: boolean
  nowIso: string
}

export type TransferActions = {
  match: AdminAction<{ transferId: string; paymentId: string }>
  credit: AdminAction<{ transferId: string; accountId: string }>
  giveBack: AdminAction<{ transferId: string; note: string }>
  findPayments: AdminAction<{ text: string }, NamedPayment[]>
  findAccounts: AdminAction<{ text: string }, AccountOption[]>
}
