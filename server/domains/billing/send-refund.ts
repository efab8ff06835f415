import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { AppError, notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { paymentProvider } from '../../platform/payments/providers.ts'
import { database, inTransaction } from '../../platform/postgres/postgres.ts'
import { findOpenKeys } from '../../platform/queues/find-keys.ts'
import { announcePayment } from './announce-payment.ts'
import { applyCharge } from './apply-charge.ts'
import { applyRefunds } from './apply-refunds.ts'
import { refundState, sentByProvider } from './errors.ts'
import { sendRefundJob } from './jobs.ts'
import { findPayment, lockPayment } from './payment.repository.ts'
import { paymentIdSchema } from './payment.schemas.ts'
import { requireSystem } from './policy.ts'
import { inCurrency } from './receive-money.ts'
import { changeRefund, findRefund, lockRefund, refundsOf, type RefundRow } from './refund.repository.ts'
import { toRefundDto } from './refund-payment.ts'
import { refundIdSchema, type RefundDto } from './refund.schemas.ts'

/**
 * Has the provider send a refund that was asked for, once however often it is tried, and takes over how the charge then
 * stands. One that is done stays so; one that the provider refuses has failed.
 */
export async function sendRefund(context: Context, input: { refundId: string }): Promise<void> {
  requireSystem(context)
  const { refundId } = parseInput(refundIdSchema, input)
  const refund = await findRefund(database(), refundId)
  const found = refund && (await findPayment(refund.paymentId))
  if (!refund || !found) throw notFound('refund', refundId)
  const { payment } = found
  const provider = paymentProvider(payment.provider)
  if (refund.state !== 'asked' || !provider.refund) return
  const providerId = payment.providerId ?? ''
  if (refund.providerId === null) {
    const money = inCurrency(payment, refund.amountMinor)
    try {
      const sent = await provider.refund({ providerId, money, requestKey: refund.id })
      // Named at once: whatever ends this run, the next one knows that it was sent, and a call may tell that it failed.
      await inTransaction((tx) => changeRefund(tx, refundId, sent))
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'payment.provider-refused') throw error
      await refuse(context, refund, error)
      return announcePayment(payment.id)
    }
  }
  const charge = await provider.fetchCharge(providerId)
  if (!charge) throw new Error(`The provider no longer knows ${providerId}.`)
  await inTransaction(async (tx) => {
    await lockPayment(tx, payment.id)
    const asked = await lockRefund(tx, refundId)
    // A call may have told meanwhile that it failed, and the charge may tell so now.
    if (asked?.state === 'asked') await changeRefund(tx, refundId, { state: 'done', doneAt: context.now })
    await applyCharge(tx, context, provider.name, charge)
  })
  await announcePayment(payment.id)
}

/** What the provider will not do is over: the money can be given back anew, or another way. */
async function refuse(context: Context, refund: RefundRow, error: AppError): Promise<void> {
  context.log.warn({ err: error, refundId: refund.id }, 'the provider refused a refund')
  const why = error.message.slice(0, 500)
  await inTransaction(async (tx) => {
    const asked = await lockRefund(tx, refund.id)
    // Another run may have sent it meanwhile.
    if (asked?.state === 'asked' && asked.providerId === null)
      await changeRefund(tx, refund.id, { state: 'failed', why })
  })
}

/**
 * Says that the transfer of a refund has been made: it is written into the book and what the payment paid for is taken
 * back. Doing it twice changes nothing. Wants `payment.refund`; throws `refund.not-found`, `refund.sent-by-provider`,
 * `refund.wrong-state` for one that was withdrawn.
 */
export async function confirmRefund(context: Context, input: { refundId: string }): Promise<RefundDto> {
  authorize(context, 'payment.refund')
  const { refundId } = parseInput(refundIdSchema, input)
  const asked = await findRefund(database(), refundId)
  if (!asked) throw notFound('refund', refundId)
  const done = await inTransaction(async (tx) => {
    const payment = await lockPayment(tx, asked.paymentId)
    const refund = await lockRefund(tx, refundId)
    if (!payment || !refund) throw notFound('refund', refundId)
    if (paymentProvider(payment.provider).refund) throw sentByProvider()
    if (refund.state === 'done') return refund
    if (refund.state === 'failed') throw refundState(refund.state)
    const refunded = inCurrency(payment, payment.refundedMinor + refund.amountMinor)
    await applyRefunds(tx, context, payment, { refunded, failedRefunds: [] })
    await recordAudit(tx, context, 'payment.confirm-refund', {
      type: 'payment',
      id: payment.id,
      detail: { refundId, ...inCurrency(payment, refund.amountMinor) },
    })
    return changeRefund(tx, refundId, { state: 'done', doneAt: context.now })
  })
  await announcePayment(done.paymentId)
  return toRefundDto(done, true)
}

/** Gives what was given back of a payment, the newest first. Wants `payment.read`; throws `payment.not-found`. */
export async function listRefunds(context: Context, input: { paymentId: string }): Promise<RefundDto[]> {
  authorize(context, 'payment.read')
  const { paymentId } = parseInput(paymentIdSchema, input)
  const found = await findPayment(paymentId)
  if (!found) throw notFound('payment', paymentId)
  const byTransfer = found.payment.provider === 'sepay'
  const asked = async () => (await refundsOf([paymentId])).filter(({ state }) => state === 'asked')
  const waiting = byTransfer ? [] : (await asked()).map(({ id }) => id)
  const sending = await findOpenKeys(database(), sendRefundJob, waiting)
  // Read last: a job that has just ended has written what became of its refund.
  const rows = await refundsOf([paymentId])
  const isStuck = ({ id, state }: (typeof rows)[number]) =>
    state === 'asked' && waiting.includes(id) && !sending.has(id)
  return rows.map((row) => toRefundDto(row, byTransfer, isStuck(row)))
}
