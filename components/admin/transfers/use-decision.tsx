'use client'

import { useState, type ReactNode } from 'react'
import type { TransferDto } from '#server/domains/billing/schemas.ts'
import { CreditDialog } from './credit-dialog.tsx'
import { MatchDialog } from './match-dialog.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import type { NamedPayment, TransferActions } from './transfers-page.ts'

export type Decision =
  | { kind: 'match'; transfer: TransferDto; suggested: NamedPayment | null }
  | { kind: 'credit' | 'return'; transfer: TransferDto }

/** Gives what opens a decision about a transfer, and the dialog that is open. */
export function useDecision(actions: TransferActions): {
  decide: (decision: Decision) => void
  dialog: ReactNode
} {
  const [decision, setDecision] = useState<Decision | null>(null)
  const close = () => setDecision(null)
  return { decide: setDecision, dialog: decision && dialogOf(decision, actions, close) }
}

function dialogOf(decision: Decision, actions: TransferActions, onClose: () => void): ReactNode {
  const { transfer } = decision
  switch (decision.kind) {
    case 'match':
      return (
        <MatchDialog transfer={transfer} suggested={decision.suggested} actions={actions} onClose={onClose} />
      )
    case 'credit':
      return <CreditDialog transfer={transfer} actions={actions} onClose={onClose} />
    case 'return':
      return <ReturnDialog transfer={transfer} actions={actions} onClose={onClose} />
  }
}
