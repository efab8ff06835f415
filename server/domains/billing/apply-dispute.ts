import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import type { ChargeState } from '../../platform/payments/port.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { disputeEntry, disputeWonEntry } from './entries.ts'
import { endRefundedPeriod } from './end-refunded-period.ts'
import { disputeLostEvent, disputeOpenedEvent, disputeWonEvent } from './events.ts'
import { changePayment, type PaymentRow } from './payment.repository.ts'
import { disputeStates } from './payment.schemas.ts'
import { postEntry } from './post-entry.ts'
import { inCurrency } from './receive-money.ts'

/** Takes over how a dispute stands, which goes one way: opened, lost, won. The payment is locked. */
export async function applyDispute(
  tx: Transaction,
  context: Context,
  before: PaymentRow,
  { dispute, disputed }: Pick<ChargeState, 'dispute' | 'disputed'>,
): Promise<PaymentRow> {
  const rank = (state: PaymentRow['dispute']): number => disputeStates.indexOf(state)
  if (rank(dispute) <= rank(before.dispute) || before.receivedMinor === 0) return before
  const opened = before.dispute === 'none' ? await open(tx, context, before, disputed.amountMinor) : before
  if (dispute === 'open') return opened
  const event = dispute === 'won' ? disputeWonEvent : disputeLostEvent
  if (dispute === 'won' && opened.disputedMinor > 0) {
    const home = inCurrency(opened, opened.disputedMinor)
    await postEntry(tx, context, disputeWonEntry({ ...whereOf(opened, context), disputed: home }))
  }
  await recordEvent(tx, context, event, told(opened))
  const row = await changePayment(tx, opened.id, { dispute })
  // Whoever called their money back is not charged for the next period.
  if (dispute === 'lost') await endRefundedPeriod(tx, context, row)
  return row
}

async function open(
  tx: Transaction,
  context: Context,
  payment: PaymentRow,
  disputedMinor: number,
): Promise<PaymentRow> {
  const row = await changePayment(tx, payment.id, {
    dispute: 'open',
    disputedMinor,
    disputedAt: context.now,
  })
  if (disputedMinor > 0) {
    const disputed = inCurrency(row, disputedMinor)
    await postEntry(tx, context, disputeEntry({ ...whereOf(row, context), disputed }))
  }
  await recordEvent(tx, context, disputeOpenedEvent, told(row))
  return row
}

function whereOf({ accountId, id: paymentId, provider }: PaymentRow, { now: at }: Context) {
  return { accountId, paymentId, provider, at, sourceId: paymentId }
}

function told({ id: paymentId, accountId, provider, currency, disputedMinor }: PaymentRow) {
  return { paymentId, accountId, provider, currency, amountMinor: disputedMinor }
}
