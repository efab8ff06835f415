import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { paymentProvider } from '../../platform/payments/providers.ts'
import { database, inTransaction } from '../../platform/postgres/postgres.ts'
import { announcePayment } from './announce-payment.ts'
import { refundState, sentByProvider } from './errors.ts'
import { lockPayment } from './payment.repository.ts'
import { inCurrency } from './receive-money.ts'
import { changeRefund, findRefund, lockRefund } from './refund.repository.ts'
import { toRefundDto } from './refund-payment.ts'
import { refundIdSchema, type RefundDto } from './refund.schemas.ts'

/**
 * Takes back that a refund by transfer was asked for, before anybody has made it: it has failed then, and its money can be
 * given back anew. Doing it twice changes nothing. Wants `payment.refund`; throws `refund.not-found`,
 * `refund.sent-by-provider`, `refund.wrong-state` for one that was made.
 */
export async function withdrawRefund(context: Context, input: { refundId: string }): Promise<RefundDto> {
  authorize(context, 'payment.refund')
  const { refundId } = parseInput(refundIdSchema, input)
  const asked = await findRefund(database(), refundId)
  if (!asked) throw notFound('refund', refundId)
  const withdrawn = await inTransaction(async (tx) => {
    const payment = await lockPayment(tx, asked.paymentId)
    const refund = await lockRefund(tx, refundId)
    if (!payment || !refund) throw notFound('refund', refundId)
    if (paymentProvider(payment.provider).refund) throw sentByProvider()
    if (refund.state === 'failed') return refund
    if (refund.state === 'done') throw refundState(refund.state)
    await recordAudit(tx, context, 'payment.withdraw-refund', {
      type: 'payment',
      id: payment.id,
      detail: { refundId, ...inCurrency(payment, refund.amountMinor) },
    })
    return changeRefund(tx, refundId, { state: 'failed', why: 'withdrawn' })
  })
  await announcePayment(withdrawn.paymentId)
  return toRefundDto(withdrawn, true)
}
