import { transferQr } from '../../platform/payments/sepay/transfer-qr.ts'
import type { PaymentRow, PaymentWithPrice } from './payment.repository.ts'
import type { PaymentDto } from './payment.schemas.ts'
import type { PriceRow } from './price.repository.ts'

/** Gives what is told of a payment; where money may still come, what the customer does next. */
export function toPaymentDto({ payment, ...offer }: PaymentWithPrice): PaymentDto {
  const { amountMinor, receivedMinor, state } = payment
  return {
    id: payment.id,
    accountId: payment.accountId,
    provider: payment.provider,
    priceId: payment.priceId,
    bought: boughtOf(offer),
    currency: payment.currency,
    amountMinor,
    receivedMinor,
    missingMinor: state === 'held' ? amountMinor - payment.heldMinor : 0,
    surplusMinor: state === 'settled' ? Math.max(0, receivedMinor - amountMinor) : 0,
    refundedMinor: payment.refundedMinor,
    refundableMinor: refundableOf(payment),
    state,
    dispute: payment.dispute,
    code: payment.code,
    instructions: instructionsOf(payment),
    subscriptionId: payment.subscriptionId,
    periodStartsAt: payment.periodStartsAt?.toISOString() ?? null,
    periodEndsAt: payment.periodEndsAt?.toISOString() ?? null,
    createdAt: payment.createdAt.toISOString(),
    expiresAt: payment.expiresAt.toISOString(),
    settledAt: payment.settledAt?.toISOString() ?? null,
  }
}

/** Of a payment that is held, how to send the rest. */
function instructionsOf({
  state,
  instructions,
  amountMinor,
  heldMinor,
}: PaymentRow): PaymentDto['instructions'] {
  if (state === 'pending') return instructions
  if (state !== 'held' || instructions === null) return null
  if (instructions.kind === 'page') return instructions
  const { account, content } = instructions
  return { ...instructions, qr: transferQr(account, amountMinor - heldMinor, content) }
}

/** What of the price can be given back: a surplus stands to the customer's credit and is no part of it. */
export function refundableOf(payment: PaymentRow): number {
  if (payment.state !== 'settled' || payment.dispute === 'open' || payment.dispute === 'lost') return 0
  return Math.max(0, Math.min(payment.amountMinor, payment.receivedMinor) - payment.refundedMinor)
}

/** Names what a price is the price of. */
export function boughtOf({ price, plan, titleOffer }: PriceRow): PaymentDto['bought'] {
  if (plan && price.interval)
    return { kind: 'plan', planId: plan.id, slug: plan.slug, name: plan.name, interval: price.interval }
  if (!titleOffer) throw new Error(`Price ${price.id} is the price of nothing.`)
  const { kind, targetKind, targetId } = titleOffer
  return { kind, targetKind, targetId }
}
