import { chargeCard, openIntent } from './collect.ts'
import { emit, seconds, type Desk } from './desk.ts'
import type { Invoice, Subscription, SubscriptionItem } from './objects.ts'
import { periodEnd } from './periods.ts'
import { newId, type Card, type Cart } from './store.ts'

const daySeconds = 24 * 3600

/** Begins a subscription with a new customer and collects its first period, or begins its trial. */
export function openSubscription(
  desk: Desk,
  cart: Cart,
  email: string | null,
  card: Card,
): { subscription: Subscription; invoice: Invoice } {
  const now = seconds(desk)
  const customer = desk.store.add('customer', { created: now, email, metadata: {} })
  desk.store.cards.set(customer.id, card)
  emit(desk, 'customer.created', customer)
  const trialEnd = cart.trialDays > 0 ? now + cart.trialDays * daySeconds : null
  const anchor = trialEnd ?? now
  const subscription = desk.store.add('subscription', {
    created: now,
    status: trialEnd === null ? 'active' : 'trialing',
    customer: customer.id,
    currency: cart.currency,
    billing_cycle_anchor: anchor,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    ended_at: null,
    start_date: now,
    trial_start: trialEnd === null ? null : now,
    trial_end: trialEnd,
    latest_invoice: null,
    description: cart.description,
    items: { object: 'list', url: '/v1/subscription_items', has_more: false, data: [] },
    metadata: cart.metadata,
  })
  const end = trialEnd ?? periodEnd(anchor, cart.interval ?? 'month', now)
  subscription.items.data.push(itemOf(cart, subscription, now, end))
  emit(desk, 'customer.subscription.created', subscription)
  const amount = trialEnd === null ? cart.amount : 0
  const invoice = openInvoice(desk, subscription, 'subscription_create', amount)
  payInvoice(desk, invoice, card)
  return { subscription, invoice }
}

function itemOf(cart: Cart, subscription: Subscription, start: number, end: number): SubscriptionItem {
  return {
    id: newId('si_'),
    object: 'subscription_item',
    created: start,
    subscription: subscription.id,
    quantity: 1,
    price: {
      id: newId('price_'),
      object: 'price',
      currency: cart.currency,
      unit_amount: cart.amount,
      product: newId('prod_'),
      recurring: { interval: cart.interval ?? 'month', interval_count: 1 },
    },
    current_period_start: start,
    current_period_end: end,
  }
}

/** The one thing that a subscription of ours pays for. */
export function itemOfSubscription(subscription: Subscription): SubscriptionItem {
  const [item] = subscription.items.data
  if (!item) throw new Error(`The subscription ${subscription.id} is of nothing.`)
  return item
}

/** Writes the invoice of a period; what is nothing is paid at once. */
export function openInvoice(
  desk: Desk,
  subscription: Subscription,
  reason: Invoice['billing_reason'],
  amount: number,
): Invoice {
  const now = seconds(desk)
  const invoice = desk.store.add('invoice', {
    created: now,
    amount_due: amount,
    amount_paid: 0,
    amount_remaining: amount,
    attempted: false,
    attempt_count: 0,
    billing_reason: reason,
    currency: subscription.currency,
    customer: subscription.customer,
    next_payment_attempt: now,
    parent: {
      type: 'subscription_details',
      quote_details: null,
      subscription_details: { subscription: subscription.id, metadata: { ...subscription.metadata } },
    },
    period_start: now,
    period_end: now,
    status: 'open',
    status_transitions: {
      finalized_at: now,
      paid_at: null,
      voided_at: null,
      marked_uncollectible_at: null,
    },
    metadata: {},
  })
  subscription.latest_invoice = invoice.id
  if (amount > 0) attachPayment(desk, invoice, subscription)
  return invoice
}

function attachPayment(desk: Desk, invoice: Invoice, subscription: Subscription): void {
  const { amount_due: amount, currency } = invoice
  const { customer, description } = subscription
  const intent = openIntent(desk, { amount, currency, customer, description, metadata: {} })
  desk.store.add('invoice_payment', {
    created: seconds(desk),
    invoice: invoice.id,
    amount_paid: null,
    amount_requested: amount,
    currency,
    is_default: true,
    status: 'open',
    payment: { type: 'payment_intent', payment_intent: intent.id },
  })
}

/** Charges the card for an invoice; true when it is paid. */
export function payInvoice(desk: Desk, invoice: Invoice, card: Card): boolean {
  const { store } = desk
  invoice.attempted = true
  invoice.attempt_count += 1
  const [payment] = store.list('invoice_payment', (candidate) => candidate.invoice === invoice.id)
  if (payment) {
    const intent = store.get('payment_intent', payment.payment.payment_intent)
    if (!chargeCard(desk, intent, card)) return false
    payment.status = 'paid'
    payment.amount_paid = intent.amount_received
  }
  invoice.status = 'paid'
  invoice.amount_paid = invoice.amount_due
  invoice.amount_remaining = 0
  invoice.next_payment_attempt = null
  invoice.status_transitions.paid_at = seconds(desk)
  emit(desk, 'invoice.paid', invoice)
  return true
}
