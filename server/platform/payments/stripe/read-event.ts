import { Stripe } from 'stripe'
import type { ProviderEvent } from '../port.ts'
import { idOf } from './client.ts'

/** How far Stripe's clock may be from ours. */
const driftS = 5 * 60

/** What of Stripe's events tells of a charge or a subscription; Stripe lists at most 20 kinds at once. */
export const eventKinds = [
  'checkout.session.completed',
  'checkout.session.expired',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'charge.updated',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'invoice.paid',
  'invoice.payment_failed',
  'invoice.voided',
  'invoice.marked_uncollectible',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
] as const

/**
 * Gives the event of a call that Stripe signed with one of the secrets within five minutes of `now`; null otherwise.
 * @see https://docs.stripe.com/webhooks/signature
 */
export function readSignedEvent(
  headers: Pick<Headers, 'get'>,
  rawBody: Uint8Array,
  secrets: readonly string[],
  now: Date,
): ProviderEvent | null {
  const header = headers.get('stripe-signature') ?? ''
  if (!isTimely(header, now)) return null
  for (const secret of secrets) {
    const event = verify(header, rawBody, secret, now)
    if (event) return describeEvent(event)
  }
  return null
}

/** Stripe's library refuses what is too old; what comes from the future it takes. */
function isTimely(header: string, now: Date): boolean {
  const [stamp, ...further] = header.split(',').filter((part) => part.startsWith('t='))
  const seconds = /^t=(\d{1,12})$/.exec(stamp ?? '')?.[1]
  if (seconds === undefined || further.length > 0) return false
  return Math.abs(Math.floor(now.getTime() / 1000) - Number(seconds)) <= driftS
}

function verify(header: string, rawBody: Uint8Array, secret: string, now: Date): Stripe.Event | null {
  try {
    return Stripe.webhooks.constructEvent(rawBody, header, secret, driftS, undefined, now.getTime())
  } catch {
    // Whatever the library trips over came from outside: it is not shown to be theirs.
    return null
  }
}

/** Says what an event is about; what it tells of that may be old, so that is read anew. */
export function describeEvent(event: Stripe.Event): ProviderEvent {
  const { id: eventId, type: kind } = event
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.expired':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed':
    case 'invoice.paid':
    case 'invoice.payment_failed':
    case 'invoice.voided':
    case 'invoice.marked_uncollectible':
      return { eventId, kind, about: 'charge', subject: event.data.object.id }
    case 'charge.updated':
    case 'charge.refunded':
      return {
        eventId,
        kind,
        about: 'charge',
        subject: idOf(event.data.object.payment_intent) ?? event.data.object.id,
      }
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed': {
      const { payment_intent: intent, charge } = event.data.object
      const subject = idOf(intent) ?? idOf(charge)
      return subject ? { eventId, kind, about: 'charge', subject } : { eventId, kind, about: 'nothing' }
    }
    case 'customer.subscription.created':
    case 'customer.subscription.updated':
    case 'customer.subscription.deleted':
      return { eventId, kind, about: 'subscription', subject: event.data.object.id }
    default:
      return { eventId, kind, about: 'nothing' }
  }
}
