import { z } from 'zod'
import { createSession, expireSession } from './checkout.ts'
import { addressParam, createSessionParams, expandParam, integer, metadataParam } from './checkout-params.ts'
import { seconds, type Desk } from './desk.ts'
import { refundCharge } from './give-back.ts'
import type { Kind, ObjectOf } from './objects.ts'
import { invalid, missing, parseParams, Refusal } from './refusal.ts'
import { endNow, setCancelAt, setCancelAtPeriodEnd } from './renew.ts'
import { show, showList } from './show.ts'

/** One call of the API: what its path held, and its parameters. */
type Call = (desk: Desk, id: string, params: unknown) => unknown

const range = z.union([
  integer,
  z.strictObject({
    gte: integer.optional(),
    gt: integer.optional(),
    lte: integer.optional(),
    lt: integer.optional(),
  }),
])
const page = {
  limit: integer.pipe(z.int().min(1).max(100)).optional(),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  expand: expandParam,
}
const text = z.string().optional()
const onlyExpand = z.strictObject({ expand: expandParam })

function retrieve<K extends Kind>(kind: K): Call {
  return (desk, id, params) => {
    const { expand } = parseParams(onlyExpand, params)
    return show(desk, desk.store.get(kind, id), expand)
  }
}

function isWithin(created: number, wanted: z.output<typeof range> | undefined): boolean {
  if (wanted === undefined) return true
  if (typeof wanted === 'number') return created === wanted
  const { gte = -Infinity, gt = -Infinity, lte = Infinity, lt = Infinity } = wanted
  return created >= gte && created > gt && created <= lte && created < lt
}

function list<K extends Kind, Schema extends z.ZodType<z.output<z.ZodObject<typeof page>>>>(
  kind: K,
  url: string,
  schema: Schema,
  isMeant: (object: ObjectOf<K>, params: z.output<Schema>) => boolean,
): Call {
  return (desk, _id, given) => {
    const params = parseParams(schema, given)
    const objects = desk.store.list(kind, (object) => isMeant(object, params))
    return showList(desk, url, objects, params)
  }
}

const same = (wanted: string | undefined, value: string | null): boolean =>
  wanted === undefined || wanted === value

/** Every call that the stand-in answers, by method and path; `:id` stands for an id. */
export const calls: Record<string, Call> = {
  'POST /v1/checkout/sessions': (desk, _id, given) => {
    const params = parseParams(createSessionParams, given)
    return show(desk, createSession(desk, params), params.expand)
  },
  'GET /v1/checkout/sessions': list(
    'checkout.session',
    '/v1/checkout/sessions',
    z.strictObject({
      ...page,
      created: range.optional(),
      customer: text,
      payment_intent: text,
      subscription: text,
      status: text,
    }),
    (session, wanted) =>
      isWithin(session.created, wanted.created) &&
      same(wanted.customer, session.customer) &&
      same(wanted.payment_intent, session.payment_intent) &&
      same(wanted.subscription, session.subscription) &&
      same(wanted.status, session.status),
  ),
  'GET /v1/checkout/sessions/:id': retrieve('checkout.session'),
  'POST /v1/checkout/sessions/:id/expire': (desk, id, given) => {
    const { expand } = parseParams(onlyExpand, given)
    const session = desk.store.get('checkout.session', id)
    expireSession(desk, session)
    return show(desk, session, expand)
  },
  'GET /v1/customers/:id': retrieve('customer'),
  'GET /v1/payment_intents/:id': retrieve('payment_intent'),
  'GET /v1/charges/:id': retrieve('charge'),
  'GET /v1/balance_transactions/:id': retrieve('balance_transaction'),
  'POST /v1/refunds': (desk, _id, given) => createRefund(desk, given),
  'GET /v1/refunds/:id': retrieve('refund'),
  'GET /v1/refunds': list(
    'refund',
    '/v1/refunds',
    z.strictObject({ ...page, created: range.optional(), charge: text, payment_intent: text }),
    (refund, wanted) =>
      isWithin(refund.created, wanted.created) &&
      same(wanted.charge, refund.charge) &&
      same(wanted.payment_intent, refund.payment_intent),
  ),
  'GET /v1/disputes/:id': retrieve('dispute'),
  'GET /v1/disputes': list(
    'dispute',
    '/v1/disputes',
    z.strictObject({ ...page, created: range.optional(), charge: text, payment_intent: text }),
    (dispute, wanted) =>
      isWithin(dispute.created, wanted.created) &&
      same(wanted.charge, dispute.charge) &&
      same(wanted.payment_intent, dispute.payment_intent),
  ),
  'GET /v1/subscriptions/:id': retrieve('subscription'),
  'POST /v1/subscriptions/:id': (desk, id, given) => updateSubscription(desk, id, given),
  'DELETE /v1/subscriptions/:id': (desk, id, given) => {
    const { expand } = parseParams(onlyExpand, given)
    const subscription = desk.store.get('subscription', id)
    // What has ended is not there any more to be ended.
    if (subscription.status === 'canceled') throw missing('subscription', id)
    endNow(desk, subscription, seconds(desk))
    return show(desk, subscription, expand)
  },
  'GET /v1/invoices/:id': retrieve('invoice'),
  'GET /v1/invoice_payments': list(
    'invoice_payment',
    '/v1/invoice_payments',
    z.strictObject({
      ...page,
      invoice: text,
      status: text,
      payment: z.strictObject({ type: z.literal('payment_intent'), payment_intent: z.string() }).optional(),
    }),
    (payment, wanted) =>
      same(wanted.invoice, payment.invoice) &&
      same(wanted.status, payment.status) &&
      same(wanted.payment?.payment_intent, payment.payment.payment_intent),
  ),
  'POST /v1/billing_portal/sessions': (desk, _id, given) => openPortal(desk, given),
  'GET /v1/events/:id': retrieve('event'),
  'GET /v1/events': list(
    'event',
    '/v1/events',
    z.strictObject({
      ...page,
      created: range.optional(),
      type: text,
      types: z.array(z.string()).max(20).optional(),
    }),
    (event, wanted) =>
      isWithin(event.created, wanted.created) &&
      same(wanted.type, event.type) &&
      (wanted.types ?? [event.type]).includes(event.type),
  ),
}

/** Finds the call of a request with the id in its path; refuses what is none. */
export function findCall(method: string, path: string): { call: Call; id: string } {
  const plain = calls[`${method} ${path}`]
  if (plain) return { call: plain, id: '' }
  const parts = path.split('/')
  for (const [index, id] of parts.entries()) {
    const pattern = parts.with(index, ':id').join('/')
    const call = calls[`${method} ${pattern}`]
    if (call && id) return { call, id: decodeURIComponent(id) }
  }
  const message = `Unrecognized request URL (${method}: ${path}).`
  throw new Refusal(404, { type: 'invalid_request_error', message })
}

const refundParams = z.strictObject({
  payment_intent: text,
  charge: text,
  amount: integer.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadataParam,
  expand: expandParam,
})

function createRefund(desk: Desk, given: unknown): unknown {
  const params = parseParams(refundParams, given)
  const intent = params.payment_intent ? desk.store.get('payment_intent', params.payment_intent) : null
  const chargeId = params.charge ?? intent?.latest_charge
  if (!chargeId) throw invalid('One of the following params should be provided: payment_intent or charge.')
  const refund = refundCharge(desk, desk.store.get('charge', chargeId), params.amount, params.metadata)
  return show(desk, refund, params.expand)
}

const subscriptionParams = z.strictObject({
  cancel_at_period_end: z.enum(['true', 'false']).optional(),
  cancel_at: z.union([z.literal(''), integer]).optional(),
  expand: expandParam,
})

function updateSubscription(desk: Desk, id: string, given: unknown): unknown {
  const { expand, cancel_at: at, cancel_at_period_end: atEnd } = parseParams(subscriptionParams, given)
  const subscription = desk.store.get('subscription', id)
  if (at !== undefined && atEnd !== undefined)
    throw invalid('You may only specify one of these parameters: cancel_at, cancel_at_period_end.')
  if (atEnd !== undefined) setCancelAtPeriodEnd(desk, subscription, atEnd === 'true')
  if (at !== undefined) setCancelAt(desk, subscription, at === '' ? null : at)
  return show(desk, subscription, expand)
}

const portalParams = z.strictObject({
  customer: z.string(),
  return_url: addressParam,
  locale: z.enum(['auto', 'vi', 'en']).optional(),
  expand: expandParam,
})

function openPortal(desk: Desk, given: unknown): unknown {
  const params = parseParams(portalParams, given)
  if (!desk.store.find('customer', params.customer)) throw missing('customer', params.customer)
  const session = desk.store.add('billing_portal.session', {
    created: seconds(desk),
    customer: params.customer,
    return_url: params.return_url,
    locale: params.locale ?? null,
    url: '',
  })
  session.url = `${desk.base()}/p/session/${session.id}`
  return show(desk, session, params.expand)
}
