import type { Context } from '../../platform/context/context.ts'
import type { ChargeState, ProviderName } from '../../platform/payments/port.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { applySubscription, type SeenSubscription } from './apply-subscription.ts'
import { findSubscriptionByProviderId } from './subscription.repository.ts'
import { findPaymentByProviderId, insertPayment, lockPayment, type PaymentRow } from './payment.repository.ts'
import { makePaymentCode } from '../../platform/payments/sepay/payment-code.ts'

/**
 * Finds the payment that a charge is of, and locks it; the renewal of a subscription becomes one when it is paid. Else
 * says why it is none of ours: `unknown`, or `foreign` where it names a payment of ours and does not fit it.
 */
export async function chargeOf(
  tx: Transaction,
  context: Context,
  told: { provider: ProviderName; charge: ChargeState; subscription: SeenSubscription | null },
): Promise<PaymentRow | 'unknown' | 'foreign'> {
  const { provider, charge } = told
  const byProvider = await findPaymentByProviderId(tx, provider, charge.providerId)
  const id = byProvider?.id ?? charge.paymentId
  const payment = id === null ? await insertRenewal(tx, context, told) : await lockPayment(tx, id)
  if (!payment) return 'unknown'
  const fits =
    payment.provider === provider &&
    (payment.providerId === null || payment.providerId === charge.providerId) &&
    (charge.paymentId === null || charge.paymentId === payment.id) &&
    (charge.received.amountMinor === 0 || charge.received.currency === payment.currency)
  if (fits) return payment
  context.log.error({ charge: charge.providerId, paymentId: payment.id }, 'a charge does not fit its payment')
  return 'foreign'
}

async function insertRenewal(
  tx: Transaction,
  context: Context,
  {
    provider,
    charge,
    subscription,
  }: { provider: ProviderName; charge: ChargeState; subscription: SeenSubscription | null },
): Promise<PaymentRow | null> {
  const { subscriptionId, received, state } = charge
  if (subscriptionId === null || state !== 'paid' || received.amountMinor === 0) return null
  const row =
    (await findSubscriptionByProviderId(tx, provider, subscriptionId)) ??
    // Its beginning was never told: it begins with what is known now.
    (subscription && (await applySubscription(tx, context, provider, subscription, true)))
  if (!row) return null
  const inserted = await insertPayment(tx, {
    accountId: row.accountId,
    provider,
    priceId: row.priceId,
    subscriptionId: row.id,
    currency: received.currency,
    amountMinor: received.amountMinor,
    state: 'pending',
    code: makePaymentCode(),
    providerId: charge.providerId,
    requestKey: `renewal:${charge.providerId}`,
    periodStartsAt: subscription?.state.periodStartsAt ?? null,
    periodEndsAt: subscription?.state.periodEndsAt ?? null,
    createdAt: context.now,
    // Its provider's clock may be ahead of ours: it was due, and is never late.
    expiresAt: charge.paidAt && charge.paidAt > context.now ? charge.paidAt : context.now,
  })
  // Another job is writing the same renewal: this one waits for it, and goes on with its row.
  const payment = inserted ?? (await findPaymentByProviderId(tx, provider, charge.providerId))
  return payment && lockPayment(tx, payment.id)
}
