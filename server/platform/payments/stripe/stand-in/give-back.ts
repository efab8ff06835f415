import { move } from './collect.ts'
import { emit, seconds, type Desk } from './desk.ts'
import type { Charge, Dispute, Metadata, Refund } from './objects.ts'
import { invalid } from './refusal.ts'

/** What a bank asks for its work on a dispute. */
const disputeFee: Record<string, number> = { usd: 1500, vnd: 390_000 }

/** Sends back a charge or a part of it, refusing what Stripe refuses. */
export function refundCharge(
  desk: Desk,
  charge: Charge,
  amount: number | undefined,
  metadata: Metadata,
): Refund {
  const left = charge.amount_captured - charge.amount_refunded
  if (charge.paid && left === 0)
    throw invalid(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded')
  if (!charge.paid) throw invalid('This charge was not paid.', 'charge_not_refundable')
  const disputes = desk.store.list('dispute', (dispute) => dispute.charge === charge.id)
  if (disputes.some((dispute) => !dispute.is_charge_refundable))
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge_disputed')
  const back = amount ?? left
  if (back <= 0) throw invalid('Invalid positive integer', 'parameter_invalid_integer', 'amount')
  if (back > left)
    throw invalid(`Refund amount (${back}) is greater than unrefunded amount on charge (${left})`)
  const refund = desk.store.add('refund', {
    created: seconds(desk),
    amount: back,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    status: 'succeeded',
    reason: null,
    balance_transaction: '',
    metadata,
  })
  refund.balance_transaction = move(desk, refund, 'refund', -back, 0).id
  charge.amount_refunded += back
  charge.refunded = charge.amount_refunded === charge.amount_captured
  emit(desk, 'refund.created', refund)
  emit(desk, 'charge.refunded', charge)
  return refund
}

/** The customer's bank sends a refund back. */
export function failRefund(desk: Desk, refund: Refund): void {
  if (refund.status === 'failed') throw invalid('This refund has failed before.')
  const charge = desk.store.get('charge', refund.charge)
  refund.status = 'failed'
  refund.failure_reason = 'lost_or_stolen_card'
  move(desk, refund, 'refund_failure', refund.amount, 0)
  charge.amount_refunded -= refund.amount
  charge.refunded = false
  emit(desk, 'refund.failed', refund)
}

/** The customer's bank takes a charge back, or only asks about it. */
export function openDispute(desk: Desk, charge: Charge, isEnquiry: boolean): Dispute {
  if (!charge.paid) throw invalid('This charge was not paid.')
  const dispute = desk.store.add('dispute', {
    created: seconds(desk),
    amount: charge.amount_captured - charge.amount_refunded,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    reason: 'fraudulent',
    status: isEnquiry ? 'warning_needs_response' : 'needs_response',
    is_charge_refundable: isEnquiry,
    balance_transactions: [],
    metadata: {},
  })
  charge.disputed = true
  emit(desk, 'charge.dispute.created', dispute)
  if (!isEnquiry) {
    const taken = move(desk, dispute, 'adjustment', -dispute.amount, disputeFee[dispute.currency] ?? 0)
    dispute.balance_transactions.push(taken)
    emit(desk, 'charge.dispute.funds_withdrawn', dispute)
  }
  return dispute
}

/** The bank has decided. */
export function closeDispute(desk: Desk, dispute: Dispute, outcome: 'won' | 'lost'): void {
  if (dispute.status === 'won' || dispute.status === 'lost') throw invalid('This dispute is closed.')
  const isEnquiry = dispute.status === 'warning_needs_response'
  dispute.status = isEnquiry ? 'warning_closed' : outcome
  if (dispute.status === 'won') {
    dispute.is_charge_refundable = true
    dispute.balance_transactions.push(move(desk, dispute, 'adjustment', dispute.amount, 0))
    emit(desk, 'charge.dispute.funds_reinstated', dispute)
  }
  emit(desk, 'charge.dispute.closed', dispute)
}
