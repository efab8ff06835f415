import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import { describeActor, type Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { paymentProvider } from '../../platform/payments/providers.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { notRefundable, requestKeyUsed } from './errors.ts'
import { sendRefundJob } from './jobs.ts'
import { refundableOf } from './payment-dto.ts'
import { lockPayment } from './payment.repository.ts'
import { openRefunds, findRefundByKey, insertRefund, type RefundRow } from './refund.repository.ts'
import { refundPaymentSchema, type RefundDto, type RefundPaymentInput } from './refund.schemas.ts'

/**
 * Gives money of a settled payment back, all of it or a part, once for each request key: a job has the provider send it;
 * where that is a transfer, staff make it and call `confirmRefund`. Wants `payment.refund`; throws `payment.not-found`,
 * `payment.not-refundable`, `payment.request-key-used`.
 */
export async function refundPayment(context: Context, input: RefundPaymentInput): Promise<RefundDto> {
  authorize(context, 'payment.refund')
  const { paymentId, amountMinor: wanted, reason, requestKey } = parseInput(refundPaymentSchema, input)
  return inTransaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId)
    if (!payment) throw notFound('payment', paymentId)
    const byTransfer = paymentProvider(payment.provider).refund === null
    const earlier = await findRefundByKey(tx, requestKey)
    if (earlier) {
      const isSame =
        earlier.paymentId === paymentId && (wanted === undefined || wanted === earlier.amountMinor)
      if (!isSame) throw requestKeyUsed()
      return toRefundDto(earlier, byTransfer)
    }
    const refundable = refundableOf(payment) - (await openRefunds(tx, payment))
    const amountMinor = wanted ?? refundable
    if (amountMinor <= 0 || amountMinor > refundable) throw notRefundable(Math.max(0, refundable))
    const row = await insertRefund(tx, {
      paymentId,
      amountMinor,
      reason,
      state: 'asked',
      requestKey,
      askedBy: describeActor(context.actor),
      askedAt: context.now,
    })
    if (!row) throw requestKeyUsed()
    await recordAudit(tx, context, 'payment.refund', {
      type: 'payment',
      id: paymentId,
      detail: { refundId: row.id, amountMinor, currency: payment.currency, reason },
    })
    if (!byTransfer) await enqueue(tx, context, sendRefundJob, { refundId: row.id }, { dedupeKey: row.id })
    return toRefundDto(row, byTransfer)
  })
}

export function toRefundDto(row: RefundRow, byTransfer: boolean, isStuck = false): RefundDto {
  return {
    id: row.id,
    paymentId: row.paymentId,
    amountMinor: row.amountMinor,
    reason: row.reason,
    state: row.state,
    why: row.why,
    byTransfer,
    isStuck,
    askedBy: row.askedBy,
    askedAt: row.askedAt.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
  }
}
