import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import type { ChargeState } from '../../platform/payments/port.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { refundEntry, refundFailedEntry } from './entries.ts'
import { paymentRefundedEvent, paymentRefundFailedEvent } from './events.ts'
import { endRefundedPeriod } from './end-refunded-period.ts'
import { changePayment, type PaymentRow } from './payment.repository.ts'
import { postEntry } from './post-entry.ts'
import { inCurrency } from './receive-money.ts'
import { failRefunds } from './refund.repository.ts'

/** What of a charge tells of money that went back. */
export type RefundState = Pick<ChargeState, 'refunded' | 'failedRefunds'>

/**
 * Writes what was sent back since, and what of it did not arrive. Both only grow, so that an older state changes nothing;
 * what is refunded is one less the other. A payment that is back whole withdraws what it paid for. It is locked.
 */
export async function applyRefunds(
  tx: Transaction,
  context: Context,
  before: PaymentRow,
  { refunded, failedRefunds }: RefundState,
): Promise<PaymentRow> {
  const failed = failedRefunds.reduce((sum, { money }) => sum + money.amountMinor, 0)
  const sent = Math.min(refunded.amountMinor, before.receivedMinor) + failed
  const more = Math.max(0, sent - before.refundedMinor - before.refundFailedMinor)
  const back = Math.max(0, failed - before.refundFailedMinor)
  // Also when the sum is known: the refund may have got its name only after a call told that it failed.
  await failRefunds(tx, failedRefunds)
  if (more === 0 && back === 0) return before
  const row = await changePayment(tx, before.id, {
    refundedMinor: before.refundedMinor + more - back,
    refundFailedMinor: before.refundFailedMinor + back,
    heldMinor: Math.max(0, before.heldMinor - more),
  })
  const where = {
    accountId: row.accountId,
    paymentId: row.id,
    provider: row.provider,
    at: context.now,
  }
  if (more > 0) {
    const entry = { ...where, sourceId: `${row.id}:${sent}`, refunded: inCurrency(row, more) }
    await postEntry(tx, context, refundEntry({ ...entry, ...takenFrom(before, more) }))
  }
  if (back > 0) {
    const credited = inCurrency(
      row,
      beyondPrice(row, row.refundedMinor + back) - beyondPrice(row, row.refundedMinor),
    )
    const entry = { ...where, sourceId: `${row.id}:${failed}`, returned: inCurrency(row, back), credited }
    await postEntry(tx, context, refundFailedEntry(entry))
  }
  await tell(tx, context, row, { more, back, wasWhole: isBackWhole(before) })
  return row
}

async function tell(
  tx: Transaction,
  context: Context,
  row: PaymentRow,
  { more, back, wasWhole }: { more: number; back: number; wasWhole: boolean },
): Promise<void> {
  const { id: paymentId, accountId, provider, currency } = row
  const payment = { paymentId, accountId, provider, currency }
  const isWhole = isBackWhole(row)
  // What is heard of with its failure alone was never told as refunded.
  const stays = more - back
  if (stays > 0)
    await recordEvent(tx, context, paymentRefundedEvent, { ...payment, amountMinor: stays, isWhole })
  if (back > 0)
    await recordEvent(tx, context, paymentRefundFailedEvent, { ...payment, amountMinor: back, wasWhole })
  if (isWhole) await endRefundedPeriod(tx, context, row)
}

function isBackWhole({ amountMinor, receivedMinor, refundedMinor }: PaymentRow): boolean {
  return refundedMinor >= Math.min(amountMinor, receivedMinor)
}

/** The price first; what is given back beyond it was the customer's credit. Nothing was earned of what is not settled. */
function takenFrom(payment: PaymentRow, more: number) {
  const held = payment.state === 'settled' ? 0 : Math.min(payment.heldMinor, more)
  const { refundedMinor } = payment
  const credited = beyondPrice(payment, refundedMinor + more) - beyondPrice(payment, refundedMinor) - held
  return { held: inCurrency(payment, held), credited: inCurrency(payment, credited) }
}

/** What of so much given back was never earned. */
function beyondPrice({ state, amountMinor }: PaymentRow, givenBack: number): number {
  return state === 'settled' ? Math.max(0, givenBack - amountMinor) : givenBack
}
