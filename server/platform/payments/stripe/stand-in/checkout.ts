import type { CreateSession } from './checkout-params.ts'
import { chargeCard, openIntent } from './collect.ts'
import { emit, seconds, type Desk } from './desk.ts'
import type { Session } from './objects.ts'
import { invalid } from './refusal.ts'
import type { Card, Cart } from './store.ts'
import { openSubscription } from './subscribe.ts'

const daySeconds = 24 * 3600
const halfHourSeconds = 30 * 60
/** Most and least that one charge may be, in the smallest part of its currency. */
const mostAmount = 99_999_999
const leastUsd = 50

/** Opens a session, refusing what Stripe refuses. */
export function createSession(desk: Desk, params: CreateSession): Session {
  const cart = cartOf(params)
  const now = seconds(desk)
  const expiresAt = params.expires_at ?? now + daySeconds
  if (expiresAt < now + halfHourSeconds || expiresAt > now + daySeconds)
    throw invalid(
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
      undefined,
      'expires_at',
    )
  const session = desk.store.add('checkout.session', {
    created: now,
    mode: params.mode,
    status: 'open',
    payment_status: 'unpaid',
    amount_subtotal: cart.amount,
    amount_total: cart.trialDays > 0 ? 0 : cart.amount,
    currency: cart.currency,
    client_reference_id: params.client_reference_id ?? null,
    metadata: params.metadata,
    customer: null,
    customer_email: params.customer_email ?? null,
    customer_details: null,
    payment_intent: null,
    subscription: null,
    invoice: null,
    expires_at: expiresAt,
    url: null,
    success_url: params.success_url,
    cancel_url: params.cancel_url ?? null,
    locale: params.locale,
  })
  session.url = `${desk.base()}/c/pay/${session.id}`
  desk.store.carts.set(session.id, cart)
  return session
}

function cartOf(params: CreateSession): Cart {
  const [line] = params.line_items
  if (!line) throw invalid('Missing required param: line_items.', 'parameter_missing', 'line_items')
  const { currency, unit_amount: unit, recurring, product_data: product } = line.price_data
  const amount = unit * line.quantity
  if (amount > mostAmount)
    throw invalid(`Amount must be no more than ${mostAmount}`, 'amount_too_large', 'line_items[0]')
  if (amount === 0 || (currency === 'usd' && amount < leastUsd))
    throw invalid(
      "The Checkout Session's total amount must convert to at least 50 cents.",
      'amount_too_small',
      'line_items[0]',
    )
  const isSubscription = params.mode === 'subscription'
  if (isSubscription !== (recurring !== undefined))
    throw invalid(
      isSubscription
        ? 'You must provide at least one recurring price in `subscription` mode when using prices.'
        : 'You specified `payment` mode but passed a recurring price.',
      undefined,
      'mode',
    )
  if (isSubscription ? params.payment_intent_data : params.subscription_data)
    throw invalid(`You can not pass \`${isSubscription ? 'payment_intent' : 'subscription'}_data\` here.`)
  const data = params.subscription_data ?? params.payment_intent_data
  return {
    name: product.name,
    description: data?.description ?? null,
    amount,
    currency,
    interval: recurring?.interval ?? null,
    trialDays: params.subscription_data?.trial_period_days ?? 0,
    metadata: data?.metadata ?? {},
  }
}

/** Pays as the buyer does on the page; false where the card is declined, and the page stays open. */
export function paySession(desk: Desk, session: Session, card: Card): boolean {
  requireOpen(session)
  const isPaid = session.mode === 'payment' ? payOnce(desk, session, card) : subscribe(desk, session, card)
  if (!isPaid) return false
  session.status = 'complete'
  session.url = null
  session.customer_details = { email: session.customer_email }
  emit(desk, 'checkout.session.completed', session)
  return true
}

function payOnce(desk: Desk, session: Session, card: Card): boolean {
  const { amount, currency, description, metadata } = cartFor(desk, session)
  const known = desk.store.find('payment_intent', session.payment_intent)
  const intent = known ?? openIntent(desk, { amount, currency, customer: null, description, metadata })
  session.payment_intent = intent.id
  if (!chargeCard(desk, intent, card)) return false
  session.payment_status = 'paid'
  return true
}

function subscribe(desk: Desk, session: Session, card: Card): boolean {
  const cart = cartFor(desk, session)
  // A trial asks for a card too, and Stripe tries it.
  if (card === 'declined') return false
  const { subscription, invoice } = openSubscription(desk, cart, session.customer_email, card)
  session.customer = subscription.customer
  session.subscription = subscription.id
  session.invoice = invoice.id
  session.payment_status = invoice.amount_due > 0 ? 'paid' : 'no_payment_required'
  return true
}

/** Ends a session that is open. */
export function expireSession(desk: Desk, session: Session): void {
  requireOpen(session)
  session.status = 'expired'
  session.url = null
  emit(desk, 'checkout.session.expired', session)
}

/** What a session sells. */
export function cartFor(desk: Desk, session: Session): Cart {
  const cart = desk.store.carts.get(session.id)
  if (!cart) throw new Error(`The session ${session.id} sells nothing.`)
  return cart
}

function requireOpen(session: Session): void {
  if (session.status === 'open') return
  throw invalid(
    `Only Checkout Sessions with a status in ["open"] can be expired or paid. This Checkout Session has a status of \`${session.status}\`.`,
  )
}
