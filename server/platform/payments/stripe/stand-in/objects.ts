/** Stripe's objects as far as our calls read them, in Stripe's own words; an id stands where Stripe can show the whole. */
export type Metadata = Record<string, string>
type Base<Kind extends string> = {
  id: string
  object: Kind
  /** Seconds. */
  created: number
}
export type List<Item> = { object: 'list'; url: string; has_more: boolean; data: Item[] }

export type Customer = Base<'customer'> & { email: string | null; metadata: Metadata }

export type Session = Base<'checkout.session'> & {
  mode: 'payment' | 'subscription'
  status: 'open' | 'complete' | 'expired'
  payment_status: 'paid' | 'unpaid' | 'no_payment_required'
  amount_subtotal: number
  amount_total: number
  currency: string
  client_reference_id: string | null
  metadata: Metadata
  customer: string | null
  customer_email: string | null
  customer_details: { email: string | null } | null
  payment_intent: string | null
  subscription: string | null
  invoice: string | null
  expires_at: number
  url: string | null
  success_url: string
  cancel_url: string | null
  locale: string | null
}

export type PaymentIntent = Base<'payment_intent'> & {
  amount: number
  amount_received: number
  currency: string
  status: 'requires_payment_method' | 'processing' | 'succeeded' | 'canceled'
  latest_charge: string | null
  customer: string | null
  description: string | null
  metadata: Metadata
}

export type Charge = Base<'charge'> & {
  amount: number
  amount_captured: number
  amount_refunded: number
  currency: string
  status: 'succeeded' | 'failed'
  paid: boolean
  captured: boolean
  refunded: boolean
  disputed: boolean
  balance_transaction: string | null
  payment_intent: string
  customer: string | null
  description: string | null
  failure_code: string | null
  failure_message: string | null
  metadata: Metadata
}

export type BalanceTransaction = Base<'balance_transaction'> & {
  amount: number
  fee: number
  net: number
  currency: string
  exchange_rate: number | null
  type: 'charge' | 'refund' | 'refund_failure' | 'adjustment'
  source: string
}

export type Refund = Base<'refund'> & {
  amount: number
  currency: string
  charge: string
  payment_intent: string
  status: 'succeeded' | 'failed'
  failure_reason?: string
  reason: string | null
  balance_transaction: string
  metadata: Metadata
}

export type Dispute = Base<'dispute'> & {
  amount: number
  currency: string
  charge: string
  payment_intent: string
  reason: string
  status: 'needs_response' | 'warning_needs_response' | 'warning_closed' | 'won' | 'lost'
  is_charge_refundable: boolean
  balance_transactions: BalanceTransaction[]
  metadata: Metadata
}

export type Price = {
  id: string
  object: 'price'
  currency: string
  unit_amount: number
  product: string
  recurring: { interval: 'month' | 'year'; interval_count: 1 } | null
}

export type SubscriptionItem = {
  id: string
  object: 'subscription_item'
  created: number
  subscription: string
  quantity: number
  price: Price
  current_period_start: number
  current_period_end: number
}

export type Subscription = Base<'subscription'> & {
  status: 'trialing' | 'active' | 'past_due' | 'canceled'
  customer: string
  currency: string
  billing_cycle_anchor: number
  cancel_at: number | null
  cancel_at_period_end: boolean
  canceled_at: number | null
  ended_at: number | null
  start_date: number
  trial_start: number | null
  trial_end: number | null
  latest_invoice: string | null
  description: string | null
  items: List<SubscriptionItem>
  metadata: Metadata
}

export type Invoice = Base<'invoice'> & {
  amount_due: number
  amount_paid: number
  amount_remaining: number
  attempted: boolean
  attempt_count: number
  billing_reason: 'subscription_create' | 'subscription_cycle'
  currency: string
  customer: string
  next_payment_attempt: number | null
  parent: {
    type: 'subscription_details'
    quote_details: null
    subscription_details: { subscription: string; metadata: Metadata }
  }
  period_start: number
  period_end: number
  status: 'open' | 'paid' | 'void' | 'uncollectible'
  status_transitions: {
    finalized_at: number
    paid_at: number | null
    voided_at: null
    marked_uncollectible_at: null
  }
  metadata: Metadata
}

export type InvoicePayment = Base<'invoice_payment'> & {
  invoice: string
  amount_paid: number | null
  amount_requested: number
  currency: string
  is_default: boolean
  status: 'open' | 'paid'
  payment: { type: 'payment_intent'; payment_intent: string }
}

export type PortalSession = Base<'billing_portal.session'> & {
  customer: string
  return_url: string
  locale: string | null
  url: string
}

export type StripeEvent = Base<'event'> & {
  api_version: string
  type: string
  data: { object: { id: string; object: string } }
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null } | null
}

export type StandInObject =
  | Customer
  | Session
  | PaymentIntent
  | Charge
  | BalanceTransaction
  | Refund
  | Dispute
  | Subscription
  | Invoice
  | InvoicePayment
  | PortalSession
  | StripeEvent
export type Kind = StandInObject['object']
export type ObjectOf<K extends Kind> = Extract<StandInObject, { object: K }>

/** Kinds that do not say whether they are of the test mode. */
export const modeless: readonly Kind[] = ['balance_transaction', 'refund']

/** How ids of each kind begin. */
export const prefixes: Record<Kind, string> = {
  customer: 'cus_',
  'checkout.session': 'cs_test_',
  payment_intent: 'pi_',
  charge: 'ch_',
  balance_transaction: 'txn_',
  refund: 're_',
  dispute: 'du_',
  subscription: 'sub_',
  invoice: 'in_',
  invoice_payment: 'inpay_',
  'billing_portal.session': 'bps_',
  event: 'evt_',
}
