import type { Stripe } from 'stripe'
import { currencies, type Currency, type Money } from '../../money/money.ts'
import { providerRefused } from '../errors.ts'
import type { ChargeState } from '../port.ts'
import { idOf, whole } from './client.ts'

/** What Stripe knows of the money of one charge. */
export type Collected = {
  intent: Stripe.PaymentIntent | null
  disputes: readonly Stripe.Dispute[]
  refunds: readonly Stripe.Refund[]
}

/** Stripe, too, counts in the smallest part of a currency, and the đồng has none: no amount is converted. */
export function readMoney(amountMinor: number, currency: string): Money {
  const known = currencies.find((candidate) => candidate.toLowerCase() === currency.toLowerCase())
  if (known === undefined) throw providerRefused('stripe', `an amount in ${currency}, which nobody asked for`)
  return { amountMinor, currency: known }
}

/** Stripe writes currencies small. */
export function writeCurrency(currency: Currency): string {
  return currency.toLowerCase()
}

/** The charge that a Checkout Session stands for: the first payment of a subscription, or the only one. */
export function describeSession(
  session: Stripe.Checkout.Session,
  invoice: Stripe.Invoice | null,
  collected: Collected,
): ChargeState | null {
  const paymentId = session.metadata?.paymentId
  // Something else that is sold by the same account of Stripe's.
  if (!paymentId || !session.currency) return null
  return {
    providerId: session.id,
    paymentId,
    subscriptionId: idOf(session.subscription),
    state: sessionState(session, collected.intent),
    ...describeMoney(collected, session.currency),
    paidAt: paidAt(invoice, collected.intent),
  }
}

function sessionState(
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | null,
): ChargeState['state'] {
  if (session.status === 'expired') return 'expired'
  if (session.status !== 'complete') return 'open'
  // Without `paid` nothing was due: a trial.
  if (session.payment_status !== 'unpaid') return 'paid'
  // Some ways to pay take days after the page is done.
  const hasFailed = intent?.status === 'requires_payment_method' || intent?.status === 'canceled'
  return hasFailed ? 'failed' : 'open'
}

/** The charge of a subscription's further period. */
export function describeRenewal(invoice: Stripe.Invoice, collected: Collected): ChargeState {
  return {
    providerId: invoice.id,
    paymentId: null,
    subscriptionId: idOf(invoice.parent?.subscription_details?.subscription),
    state: renewalState(invoice),
    ...describeMoney(collected, invoice.currency),
    paidAt: paidAt(invoice, collected.intent),
  }
}

function renewalState(invoice: Stripe.Invoice): ChargeState['state'] {
  if (invoice.status === 'paid') return 'paid'
  if (invoice.status === 'void' || invoice.status === 'uncollectible') return 'failed'
  // What failed is tried again for days; after the last time Stripe plans no other.
  return invoice.attempted && invoice.next_payment_attempt === null ? 'failed' : 'open'
}

function paidAt(invoice: Stripe.Invoice | null, intent: Stripe.PaymentIntent | null): Date | null {
  const charge = whole(intent?.latest_charge)
  const seconds = invoice?.status_transitions.paid_at ?? (charge?.paid ? charge.created : null)
  return seconds === null ? null : new Date(seconds * 1000)
}

function describeMoney(
  { intent, disputes, refunds }: Collected,
  currency: string,
): Pick<ChargeState, 'received' | 'fee' | 'refunded' | 'failedRefunds' | 'dispute' | 'disputed'> {
  const charge = whole(intent?.latest_charge)
  return {
    received: readMoney(intent?.amount_received ?? 0, intent?.currency ?? currency),
    fee: readFee(charge, disputes),
    refunded: readMoney(sumOf(refunds.filter((refund) => !hasFailed(refund))), intent?.currency ?? currency),
    failedRefunds: refunds.filter(hasFailed).map(({ id, amount, currency: of, failure_reason: why }) => ({
      providerId: id,
      money: readMoney(amount, of),
      why: why ?? null,
    })),
    dispute: disputeState(disputes),
    disputed: readMoney(sumOf(disputes.filter(tookMoney)), intent?.currency ?? currency),
  }
}

/** Weeks later a refund may come back from a bank that knows the card no more. */
function hasFailed({ status }: Stripe.Refund): boolean {
  return status === 'failed' || status === 'canceled'
}

function sumOf(moves: readonly { amount: number }[]): number {
  return moves.reduce((sum, { amount }) => sum + amount, 0)
}

/**
 * Stripe takes its fee, and what banks ask for their work on disputes, in the currency that it pays out; where that is
 * another than the charge's, the fee is counted back at the rate of that very charge, so that an entry of the book is
 * of one currency.
 */
export function readFee(
  charge: Stripe.Charge | null,
  disputes: readonly Stripe.Dispute[] = [],
): Money | null {
  const transaction = whole(charge?.balance_transaction)
  if (!charge || !transaction) return null
  const { amount, currency } = transaction
  const ofDisputes = disputes.flatMap((dispute) => dispute.balance_transactions)
  const fee = [transaction, ...ofDisputes].reduce((sum, each) => sum + each.fee, 0)
  if (currency === charge.currency) return readMoney(fee, currency)
  return readMoney(amount === 0 ? 0 : Math.round((fee * charge.amount) / amount), charge.currency)
}

/** An enquiry takes none. */
function tookMoney({ balance_transactions: moves }: Stripe.Dispute): boolean {
  return moves.length > 0
}

/**
 * An enquiry (`warning_…`) takes no money, and one that is prevented came back as a refund. A lost one that is appealed
 * stays lost until the appeal is won.
 */
function disputeState(disputes: readonly Stripe.Dispute[]): ChargeState['dispute'] {
  const has = (...statuses: Stripe.Dispute.Status[]): boolean =>
    disputes.some((dispute) => statuses.includes(dispute.status))
  if (has('needs_response', 'under_review')) return 'open'
  if (has('lost', 'appeal_needs_response', 'appeal_under_review')) return 'lost'
  return has('won') ? 'won' : 'none'
}
