import { emit, seconds, type Desk } from './desk.ts'
import type { Invoice, Subscription } from './objects.ts'
import { periodEnd } from './periods.ts'
import { invalid } from './refusal.ts'
import type { Card } from './store.ts'
import { itemOfSubscription, openInvoice, payInvoice } from './subscribe.ts'

const daySeconds = 24 * 3600
/** When a card that was declined is tried again; after the last time the subscription ends. */
const retryDays = [3, 5, 7]

/** Ends the period at this moment, as if its time had passed. */
export function renewNow(desk: Desk, subscription: Subscription, card?: Card): void {
  requireLiving(subscription)
  const now = seconds(desk)
  const item = itemOfSubscription(subscription)
  item.current_period_end = now
  subscription.billing_cycle_anchor = now
  if (subscription.status === 'trialing') subscription.trial_end = now
  if (subscription.cancel_at !== null) subscription.cancel_at = now
  endPeriod(desk, subscription, card)
}

/** Begins the next period and collects it, or ends the subscription where that was asked for. */
export function endPeriod(desk: Desk, subscription: Subscription, given?: Card): void {
  const item = itemOfSubscription(subscription)
  const end = item.current_period_end
  if (subscription.cancel_at !== null && subscription.cancel_at <= end) return endNow(desk, subscription, end)
  item.current_period_start = end
  const interval = item.price.recurring?.interval ?? 'month'
  item.current_period_end = periodEnd(subscription.billing_cycle_anchor, interval, end)
  subscription.status = 'active'
  const invoice = openInvoice(desk, subscription, 'subscription_cycle', item.price.unit_amount)
  attempt(desk, subscription, invoice, given)
}

/** Tries to collect what is due; tells how the subscription then stands. */
export function attempt(desk: Desk, subscription: Subscription, invoice: Invoice, given?: Card): void {
  const card = given ?? desk.store.cards.get(subscription.customer) ?? 'good'
  if (payInvoice(desk, invoice, card)) {
    subscription.status = 'active'
    return emit(desk, 'customer.subscription.updated', subscription)
  }
  const days = retryDays[invoice.attempt_count - 1]
  invoice.next_payment_attempt = days === undefined ? null : seconds(desk) + days * daySeconds
  emit(desk, 'invoice.payment_failed', invoice)
  if (days === undefined) return endNow(desk, subscription, seconds(desk))
  subscription.status = 'past_due'
  emit(desk, 'customer.subscription.updated', subscription)
}

/** Collects now what a declined card left due. */
export function retryNow(desk: Desk, subscription: Subscription, card?: Card): void {
  requireLiving(subscription)
  const invoice = desk.store.get('invoice', subscription.latest_invoice)
  if (invoice.status !== 'open') throw invalid('Nothing is due.')
  attempt(desk, subscription, invoice, card)
}

/** Has it end with its period, or go on after all. */
export function setCancelAtPeriodEnd(desk: Desk, subscription: Subscription, isCancelled: boolean): void {
  requireLiving(subscription)
  subscription.cancel_at_period_end = isCancelled
  subscription.cancel_at = isCancelled ? itemOfSubscription(subscription).current_period_end : null
  subscription.canceled_at = isCancelled ? seconds(desk) : null
  emit(desk, 'customer.subscription.updated', subscription)
}

/** Has it end at a date; null: it goes on. */
export function setCancelAt(desk: Desk, subscription: Subscription, at: number | null): void {
  requireLiving(subscription)
  subscription.cancel_at_period_end = false
  subscription.cancel_at = at
  subscription.canceled_at = at === null ? null : seconds(desk)
  emit(desk, 'customer.subscription.updated', subscription)
}

/** Ends it. */
export function endNow(desk: Desk, subscription: Subscription, at: number): void {
  requireLiving(subscription)
  subscription.status = 'canceled'
  subscription.canceled_at ??= at
  subscription.ended_at = at
  // What is still due is asked for no more.
  const open = ({ id, status }: Invoice): boolean => id === subscription.latest_invoice && status === 'open'
  for (const invoice of desk.store.list('invoice', open)) invoice.next_payment_attempt = null
  emit(desk, 'customer.subscription.deleted', subscription)
}

function requireLiving(subscription: Subscription): void {
  if (subscription.status === 'canceled')
    throw invalid('A canceled subscription can only update its cancellation_details and metadata.')
}
