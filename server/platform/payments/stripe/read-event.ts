import { createHash } from 'node:crypto'
import { Stripe } from 'stripe'
import { z } from 'zod'
import { log } from '../../log/log.ts'
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

/** Reads the body of a call that was Stripe's when it was kept. */
export function readBody(rawBody: Uint8Array): ProviderEvent {
  return describeEvent(JSON.parse(Buffer.from(rawBody).toString('utf8')) as Stripe.Event)
}

/** What Stripe's ids and kinds are made of; anything else could neither be kept nor asked for. */
const nameSchema = z.string().regex(/^[!-~]{1,200}$/)
const eventSchema = z.object({ id: nameSchema, type: nameSchema })
const shownSchema = z
  .object({ id: nameSchema.nullable().catch(null), type: nameSchema.nullable().catch(null) })
  .catch({ id: null, type: null })
const referenceSchema = z
  .union([nameSchema, z.object({ id: nameSchema })])
  .nullish()
  .catch(null)
const toldSchema = z.object({
  data: z.object({
    object: z.object({ id: nameSchema, payment_intent: referenceSchema, charge: referenceSchema }),
  }),
})

/**
 * Says what an event is about; what it tells of that may be old, so that is read anew. What Stripe signed but does not
 * name what it is about is `unreadable`, and is warned of: Stripe may have changed what it sends.
 */
export function describeEvent(event: Stripe.Event): ProviderEvent {
  const named = eventSchema.safeParse(event)
  if (!named.success)
    return unreadable(event, createHash('sha256').update(JSON.stringify(event)).digest('hex'))
  const { id: eventId, type: kind } = named.data
  const about = aboutOf(event.type)
  if (about === 'nothing') return { eventId, kind, about }
  const told = toldSchema.safeParse(event)
  // Not by its bare id: one that can be read would be another event.
  if (!told.success) return unreadable(event, eventId)
  const { id, payment_intent: intent, charge } = told.data.data.object
  switch (about) {
    case 'itself':
      return { eventId, kind, about: 'charge', subject: id }
    case 'subscription':
      return { eventId, kind, about, subject: id }
    case 'charge':
      return { eventId, kind, about, subject: idOf(intent) ?? id }
    case 'of-charge': {
      const subject = idOf(intent) ?? idOf(charge)
      return subject ? { eventId, kind, about: 'charge', subject } : { eventId, kind, about: 'nothing' }
    }
  }
}

/** Its body stays out of the log: it tells of people. */
function unreadable(event: Stripe.Event, name: string): ProviderEvent {
  const { id, type } = shownSchema.parse(event)
  log().warn(
    { provider: 'stripe', event: { id, type } },
    'payments: a signed event cannot be read, and is kept until it can',
  )
  const told = JSON.stringify(event)
  return { eventId: `unreadable|${name}`, kind: 'unreadable', about: 'unreadable', told }
}

function aboutOf(kind: Stripe.Event['type']): 'itself' | 'charge' | 'of-charge' | 'subscription' | 'nothing' {
  switch (kind) {
    case 'checkout.session.completed':
    case 'checkout.session.expired':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed':
    case 'invoice.paid':
    case 'invoice.payment_failed':
    case 'invoice.voided':
    case 'invoice.marked_uncollectible':
      return 'itself'
    case 'charge.updated':
    case 'charge.refunded':
      return 'charge'
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
      return 'of-charge'
    case 'customer.subscription.created':
    case 'customer.subscription.updated':
    case 'customer.subscription.deleted':
      return 'subscription'
    default:
      return 'nothing'
  }
}
