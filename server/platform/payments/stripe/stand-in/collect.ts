import { emit, seconds, type Desk } from './desk.ts'
import type { BalanceTransaction, Charge, Metadata, PaymentIntent } from './objects.ts'
import type { Card } from './store.ts'

/** What Stripe keeps of a card's charge: 2.9 % and a fixed part. */
const fixedFee: Record<string, number> = { usd: 30, vnd: 7500 }
const percent = 2.9

/** What of an intent is known before anybody pays. */
export type IntentPlan = {
  amount: number
  currency: string
  customer: string | null
  description: string | null
  metadata: Metadata
}

/** Makes the intent to collect an amount. */
export function openIntent(desk: Desk, plan: IntentPlan): PaymentIntent {
  const intent = desk.store.add('payment_intent', {
    created: seconds(desk),
    ...plan,
    amount_received: 0,
    status: 'requires_payment_method',
    latest_charge: null,
  })
  emit(desk, 'payment_intent.created', intent)
  return intent
}

/** Charges a card for an intent; true when it paid. */
export function chargeCard(desk: Desk, intent: PaymentIntent, card: Card): boolean {
  const isPaid = card === 'good'
  const charge = desk.store.add('charge', {
    created: seconds(desk),
    amount: intent.amount,
    amount_captured: isPaid ? intent.amount : 0,
    amount_refunded: 0,
    currency: intent.currency,
    status: isPaid ? 'succeeded' : 'failed',
    paid: isPaid,
    captured: isPaid,
    refunded: false,
    disputed: false,
    balance_transaction: null,
    payment_intent: intent.id,
    customer: intent.customer,
    description: intent.description,
    failure_code: isPaid ? null : 'card_declined',
    failure_message: isPaid ? null : 'Your card was declined.',
    metadata: { ...intent.metadata },
  })
  intent.latest_charge = charge.id
  if (!isPaid) {
    emit(desk, 'charge.failed', charge)
    emit(desk, 'payment_intent.payment_failed', intent)
    return false
  }
  intent.status = 'succeeded'
  intent.amount_received = intent.amount
  emit(desk, 'charge.succeeded', charge)
  emit(desk, 'payment_intent.succeeded', intent)
  // Stripe knows its fee a moment later, and says so.
  const fee = Math.round((charge.amount * percent) / 100) + (fixedFee[charge.currency] ?? 0)
  charge.balance_transaction = move(desk, charge, 'charge', charge.amount, fee).id
  emit(desk, 'charge.updated', charge)
  return true
}

/** Writes what moves on Stripe's balance. */
export function move(
  desk: Desk,
  source: Pick<Charge, 'id' | 'currency'>,
  type: BalanceTransaction['type'],
  amount: number,
  fee: number,
): BalanceTransaction {
  const { id, currency } = source
  const fields = { created: seconds(desk), amount, fee, net: amount - fee, currency, exchange_rate: null }
  return desk.store.add('balance_transaction', { ...fields, type, source: id })
}
