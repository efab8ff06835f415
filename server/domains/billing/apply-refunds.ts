import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import type { ChargeState } from '../../platform/payments/port.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { refundEntry } from './entries.ts'
import { paymentRefundedEvent } from './events.ts'
import { endRefundedPeriod } from './end-refunded-period.ts'
import { changePayment, type PaymentRow } from './payment.repository.ts'
import { postEntry } from './post-entry.ts'
import { inCurrency } from './receive-money.ts'

/** Writes what has gone back since; a charge that is back whole withdraws what it paid for. The payment is locked. */
export async function applyRefunds(
  tx: Transaction,
  context: Context,
  payment: PaymentRow,
  { refunded }: Pick<ChargeState, 'refunded'>,
): Promise<PaymentRow> {
  const total = Math.min(refunded.amountMinor, payment.receivedMinor)
  const more = total - payment.refundedMinor
  if (more <= 0) return payment
  const { accountId, id: paymentId, provider, currency } = payment
  await postEntry(
    tx,
    context,
    refundEntry({
      accountId,
      paymentId,
      provider,
      at: context.now,
      sourceId: `${paymentId}:${total}`,
      refunded: inCurrency(payment, more),
      ...takenFrom(payment, more, total),
    }),
  )
  const row = await changePayment(tx, paymentId, {
    refundedMinor: total,
    heldMinor: Math.max(0, payment.heldMinor - more),
  })
  const isWhole = total >= Math.min(row.amountMinor, row.receivedMinor)
  await recordEvent(tx, context, paymentRefundedEvent, {
    paymentId,
    accountId,
    provider,
    currency,
    amountMinor: more,
    isWhole,
  })
  if (isWhole) await endRefundedPeriod(tx, context, row)
  return row
}

/** The price first; what is given back beyond it was the customer's credit. Nothing was earned of what is not settled. */
function takenFrom(payment: PaymentRow, more: number, total: number) {
  if (payment.state !== 'settled') {
    const held = Math.min(payment.heldMinor, more)
    return { held: inCurrency(payment, held), credited: inCurrency(payment, more - held) }
  }
  const beyond = (amount: number): number => Math.max(0, amount - payment.amountMinor)
  return { credited: inCurrency(payment, beyond(total) - beyond(payment.refundedMinor)) }
}
