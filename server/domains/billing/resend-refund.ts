import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { paymentProvider } from '../../platform/payments/providers.ts'
import { database, inTransaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { findOpenKeys } from '../../platform/queues/find-keys.ts'
import { refundState } from './errors.ts'
import { sendRefundJob } from './jobs.ts'
import { lockPayment } from './payment.repository.ts'
import { inCurrency } from './receive-money.ts'
import { findRefund, lockRefund } from './refund.repository.ts'
import { refundIdSchema } from './refund.schemas.ts'

/**
 * Has the provider send a refund after all whose job was given up; while one is under way nothing is done. The provider
 * knows the refund by its id, so that what had been sent before is not sent twice. Wants `payment.refund`; throws
 * `refund.not-found`, `refund.wrong-state` for one that is over or that staff transfer.
 */
export async function resendRefund(context: Context, input: { refundId: string }): Promise<void> {
  authorize(context, 'payment.refund')
  const { refundId } = parseInput(refundIdSchema, input)
  const asked = await findRefund(database(), refundId)
  if (!asked) throw notFound('refund', refundId)
  await inTransaction(async (tx) => {
    const payment = await lockPayment(tx, asked.paymentId)
    const refund = await lockRefund(tx, refundId)
    if (!payment || !refund) throw notFound('refund', refundId)
    if (refund.state !== 'asked' || !paymentProvider(payment.provider).refund) throw refundState(refund.state)
    if ((await findOpenKeys(tx, sendRefundJob, [refundId])).has(refundId)) return
    await enqueue(tx, context, sendRefundJob, { refundId }, { dedupeKey: refundId })
    await recordAudit(tx, context, 'payment.resend-refund', {
      type: 'payment',
      id: payment.id,
      detail: { refundId, ...inCurrency(payment, refund.amountMinor) },
    })
  })
}
