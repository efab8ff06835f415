import { z } from 'zod'
import { expireSession, paySession } from './checkout.ts'
import type { Desk } from './desk.ts'
import { closeDispute, failRefund, openDispute, refundCharge } from './give-back.ts'
import type { Charge, Invoice, Session, Subscription } from './objects.ts'
import { invalid, parseParams } from './refusal.ts'
import { endNow, renewNow, retryNow, setCancelAt, setCancelAtPeriodEnd } from './renew.ts'
import { seconds } from './desk.ts'

const card = z.enum(['good', 'declined']).default('good')
/** A session by its id or by our payment's. */
const sessionOrder = z.strictObject({ session: z.string() })
const subscriptionOrder = z.strictObject({ subscription: z.string() })
/** A charge by whatever stands for it: session, our payment, invoice, payment intent, charge. */
const charge = z.string()

type Order = (desk: Desk, given: unknown) => unknown

function order<Schema extends z.ZodType>(
  schema: Schema,
  run: (desk: Desk, input: z.output<Schema>) => unknown,
): Order {
  return (desk, given) => run(desk, parseParams(schema, given))
}

/** What can be had done by `POST /stand-in/{name}` with JSON; each answers with the thing that it changed. */
export const orders: Record<string, Order> = {
  'pay-session': order(sessionOrder.extend({ card }), (desk, input) => {
    const session = findSession(desk, input.session)
    if (!paySession(desk, session, input.card) && input.card === 'good') throw invalid('It was not paid.')
    return session
  }),
  'expire-session': order(sessionOrder, (desk, input) => {
    const session = findSession(desk, input.session)
    expireSession(desk, session)
    return session
  }),
  renew: order(subscriptionOrder, (desk, input) => {
    const subscription = findSubscription(desk, input.subscription)
    renewNow(desk, subscription)
    return subscription
  }),
  'fail-renewal': order(subscriptionOrder, (desk, input) => {
    const subscription = findSubscription(desk, input.subscription)
    renewNow(desk, subscription, 'declined')
    return subscription
  }),
  retry: order(subscriptionOrder.extend({ card }), (desk, input) => {
    const subscription = findSubscription(desk, input.subscription)
    retryNow(desk, subscription, input.card)
    return subscription
  }),
  'set-card': order(subscriptionOrder.extend({ card }), (desk, input) => {
    const subscription = findSubscription(desk, input.subscription)
    desk.store.cards.set(subscription.customer, input.card)
    return subscription
  }),
  'cancel-subscription': order(
    subscriptionOrder.extend({ when: z.enum(['now', 'period-end', 'date', 'never']).default('period-end') }),
    (desk, input) => cancel(desk, findSubscription(desk, input.subscription), input.when),
  ),
  refund: order(z.strictObject({ charge, amount: z.int().optional() }), (desk, input) =>
    refundCharge(desk, findCharge(desk, input.charge), input.amount, {}),
  ),
  'fail-refund': order(z.strictObject({ refund: z.string() }), (desk, input) => {
    const refund = desk.store.get('refund', input.refund)
    failRefund(desk, refund)
    return refund
  }),
  dispute: order(z.strictObject({ charge, enquiry: z.boolean().default(false) }), (desk, input) =>
    openDispute(desk, findCharge(desk, input.charge), input.enquiry),
  ),
  'close-dispute': order(
    z.strictObject({ dispute: z.string(), outcome: z.enum(['won', 'lost']) }),
    (desk, input) => {
      const dispute = findDispute(desk, input.dispute)
      closeDispute(desk, dispute, input.outcome)
      return dispute
    },
  ),
  deliver: order(
    z.strictObject({
      events: z.array(z.string()).optional(),
      order: z.enum(['as-happened', 'reversed']).default('as-happened'),
      times: z.int().min(1).max(1000).default(1),
    }),
    async (desk, input) => {
      const chosen = input.events?.map((id) => desk.store.get('event', id)) ?? null
      await desk.deliverer.send(chosen, input.order, input.times)
      return { delivered: desk.deliverer.delivered }
    },
  ),
  delivery: order(
    z.strictObject({
      held: z.boolean().optional(),
      times: z.int().min(1).max(100).optional(),
      delayMs: z.int().min(0).optional(),
    }),
    ({ deliverer: { plan } }, { held: isHeld, times, delayMs }) => {
      Object.assign(plan, {
        ...(isHeld !== undefined && { isHeld }),
        ...(times !== undefined && { times }),
        ...(delayMs !== undefined && { delayMs }),
      })
      return { held: plan.isHeld, times: plan.times, delayMs: plan.delayMs }
    },
  ),
  faults: order(
    z.strictObject({
      refuse: z.int().min(0).optional(),
      errors: z.int().min(0).optional(),
      cut: z.int().min(0).optional(),
      delayMs: z.int().min(0).optional(),
    }),
    (desk, input) => Object.assign(desk.faults, input),
  ),
  list: order(
    z.strictObject({
      object: z.enum([
        'checkout.session',
        'subscription',
        'invoice',
        'charge',
        'refund',
        'dispute',
        'balance_transaction',
        'event',
      ]),
    }),
    (desk, input) => ({ data: desk.store.list(input.object) }),
  ),
}

function cancel(
  desk: Desk,
  subscription: Subscription,
  when: 'now' | 'period-end' | 'date' | 'never',
): Subscription {
  switch (when) {
    case 'now':
      endNow(desk, subscription, seconds(desk))
      break
    case 'period-end':
      setCancelAtPeriodEnd(desk, subscription, true)
      break
    case 'date':
      // What the portal does to subscriptions that are billed flexibly: the period's end as a date.
      setCancelAt(desk, subscription, subscription.items.data[0]?.current_period_end ?? seconds(desk))
      break
    case 'never':
      setCancelAt(desk, subscription, null)
      break
  }
  return subscription
}

function findSession(desk: Desk, named: string): Session {
  const [session] = desk.store.list('checkout.session', ({ metadata }) => metadata.paymentId === named)
  return session ?? desk.store.get('checkout.session', named)
}

/** By its id, its session's or our payment's. */
function findSubscription(desk: Desk, named: string): Subscription {
  if (named.startsWith('sub_')) return desk.store.get('subscription', named)
  return desk.store.get('subscription', findSession(desk, named).subscription)
}

function findCharge(desk: Desk, named: string): Charge {
  const { store } = desk
  const object = store.findAny(named) ?? findSession(desk, named)
  switch (object.object) {
    case 'charge':
      return object
    case 'payment_intent':
      return store.get('charge', object.latest_charge)
    case 'invoice':
      return chargeOfInvoice(desk, object)
    case 'checkout.session':
      return object.invoice
        ? chargeOfInvoice(desk, store.get('invoice', object.invoice))
        : store.get('charge', store.get('payment_intent', object.payment_intent).latest_charge)
    default:
      throw invalid(`${named} is no charge.`)
  }
}

function chargeOfInvoice({ store }: Desk, { id }: Invoice): Charge {
  const [payment] = store.list('invoice_payment', ({ invoice }) => invoice === id)
  return store.get('charge', store.get('payment_intent', payment?.payment.payment_intent).latest_charge)
}

/** By its id, or by whatever stands for its charge. */
function findDispute(desk: Desk, named: string): ReturnType<typeof openDispute> {
  if (named.startsWith('du_')) return desk.store.get('dispute', named)
  const { id } = findCharge(desk, named)
  const [dispute] = desk.store.list('dispute', (candidate) => candidate.charge === id)
  return dispute ?? desk.store.get('dispute', named)
}
