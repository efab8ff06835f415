import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import type { ChargeState, ProviderName } from '../../platform/payments/port.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { applyDispute } from './apply-dispute.ts'
import { applyRefunds } from './apply-refunds.ts'
import { applySubscription, type SeenSubscription } from './apply-subscription.ts'
import { feeEntry } from './entries.ts'
import { paymentExpiredEvent } from './events.ts'
import { chargeOf } from './find-charged.ts'
import { changePayment, type PaymentRow } from './payment.repository.ts'
import { postEntry } from './post-entry.ts'
import { inCurrency, receiveMoney } from './receive-money.ts'
import { detailsOf, endSubscription } from './subscription-changes.ts'
import { lockSubscription } from './subscription.repository.ts'

/** What became of a charge: `unknown` and `foreign` changed nothing. */
export type ChargeOutcome = { outcome: string; paymentId: string | null }

/**
 * Takes over how a charge stands at its provider. Only what is more than was known counts (money in, fees, refunds, a
 * dispute further on), so the same state, or an older one, changes nothing.
 */
export async function applyCharge(
  tx: Transaction,
  context: Context,
  provider: ProviderName,
  charge: ChargeState,
  subscription: SeenSubscription | null = null,
): Promise<ChargeOutcome> {
  const found = await chargeOf(tx, context, { provider, charge, subscription })
  if (typeof found === 'string') return { outcome: found, paymentId: null }
  let payment = found
  if (subscription) {
    const row = await applySubscription(tx, context, provider, subscription, charge.state === 'paid')
    if (row && payment.subscriptionId === null)
      payment = await changePayment(tx, payment.id, {
        subscriptionId: row.id,
        ...(detailsOf(row).endedBecause === 'credited' ? {} : periodOf(payment, subscription)),
      })
  }
  payment = await takeState(tx, context, payment, charge)
  payment = await takeFee(tx, context, payment, charge)
  payment = await applyRefunds(tx, context, payment, charge)
  payment = await applyDispute(tx, context, payment, charge)
  return { outcome: payment.state, paymentId: payment.id }
}

async function takeState(
  tx: Transaction,
  context: Context,
  before: PaymentRow,
  charge: ChargeState,
): Promise<PaymentRow> {
  const payment =
    before.providerId === null
      ? await changePayment(tx, before.id, { providerId: charge.providerId })
      : before
  const more = charge.received.amountMinor - payment.receivedMinor
  if (charge.state === 'paid' && more > 0) {
    const sourceId = `${payment.id}:${charge.received.amountMinor}`
    const at = charge.paidAt ?? context.now
    const received = await receiveMoney(tx, context, payment, { amountMinor: more, sourceId, at })
    // What nothing was bought by is not collected again.
    if (received.reception === 'credited' && received.payment.subscriptionId !== null) {
      const row = await lockSubscription(tx, received.payment.subscriptionId)
      if (row) await endSubscription(tx, context, row, 'credited')
    }
    return received.payment
  }
  if (charge.state === 'paid' && charge.subscriptionId !== null && payment.receivedMinor === 0)
    return beginTrial(tx, context, payment)
  if (payment.state !== 'pending') return payment
  if (charge.state !== 'expired' && charge.state !== 'failed') return payment
  const { id: paymentId, accountId, provider, currency, amountMinor } = payment
  if (charge.state === 'expired')
    await recordEvent(tx, context, paymentExpiredEvent, {
      paymentId,
      accountId,
      provider,
      currency,
      amountMinor,
    })
  return changePayment(tx, payment.id, { state: charge.state })
}

/**
 * A trial begins without money: the first charge comes with its end. The news may come after the payment's time. One
 * whose plan was ended as it began, for another goes on, bought nothing.
 */
async function beginTrial(tx: Transaction, context: Context, payment: PaymentRow): Promise<PaymentRow> {
  const { id, state, subscriptionId } = payment
  if (state !== 'pending' && state !== 'expired' && state !== 'cancelled') return payment
  const row = subscriptionId === null ? null : await lockSubscription(tx, subscriptionId)
  if (row === null || detailsOf(row).endedBecause !== 'credited')
    return changePayment(tx, id, { state: 'settled', settledAt: context.now })
  return state === 'pending'
    ? changePayment(tx, id, { state: 'cancelled', cancelledAt: context.now })
    : payment
}

async function takeFee(
  tx: Transaction,
  context: Context,
  payment: PaymentRow,
  charge: ChargeState,
): Promise<PaymentRow> {
  const known = charge.fee?.currency === payment.currency ? charge.fee.amountMinor : 0
  if (known <= payment.feeMinor) return payment
  const { accountId, id: paymentId, provider } = payment
  const fee = inCurrency(payment, known - payment.feeMinor)
  const sourceId = `${paymentId}:${known}`
  // A later one is asked for a dispute.
  const at = payment.feeMinor === 0 ? (charge.paidAt ?? context.now) : context.now
  await postEntry(tx, context, feeEntry({ accountId, paymentId, provider, at, fee, sourceId }))
  return changePayment(tx, paymentId, { feeMinor: known })
}

function periodOf(payment: PaymentRow, { state }: SeenSubscription) {
  if (payment.periodEndsAt) return {}
  return { periodStartsAt: state.periodStartsAt, periodEndsAt: state.periodEndsAt }
}
