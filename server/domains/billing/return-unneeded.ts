import { recordAudit } from '../../platform/audit/record-audit.ts'
import { describeActor, type Context } from '../../platform/context/context.ts'
import { paymentProviders } from '../../platform/payments/providers.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { sendRefundJob } from './jobs.ts'
import type { PaymentRow } from './payment.repository.ts'
import { insertRefund } from './refund.repository.ts'

const reason =
  'Không mua được gì: đã trả bằng khoản khác, không còn bán, hoặc tài khoản đã xóa. · Bought nothing.'

/**
 * Has the provider give back what came by card and bought nothing, once for each source; what came by transfer stays to
 * the customer's credit, for only staff can send it. Beside the entry that credits it.
 */
export async function returnUnneeded(
  tx: Transaction,
  context: Context,
  payment: PaymentRow,
  { amountMinor, sourceId }: { amountMinor: number; sourceId: string },
): Promise<void> {
  if (!sendsRefunds(payment)) return
  const row = await insertRefund(tx, {
    paymentId: payment.id,
    amountMinor,
    reason,
    state: 'asked',
    requestKey: `bought-nothing:${sourceId}`,
    askedBy: describeActor(context.actor),
    askedAt: context.now,
  })
  if (!row) return
  await recordAudit(tx, context, 'payment.refund', {
    type: 'payment',
    id: payment.id,
    detail: { refundId: row.id, amountMinor, currency: payment.currency, reason },
  })
  await enqueue(tx, context, sendRefundJob, { refundId: row.id }, { dedupeKey: row.id })
}

/** Switched off meanwhile, a provider is still what it was. */
function sendsRefunds({ provider: name }: PaymentRow): boolean {
  const provider = paymentProviders().find((candidate) => candidate.name === name)
  return provider ? provider.refund !== null : name === 'stripe'
}
