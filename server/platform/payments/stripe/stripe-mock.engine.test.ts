import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Charge, PaymentProvider } from '../port.ts'
import { eventKinds } from './read-event.ts'
import { createStripe } from './stripe.ts'
import { startStripeStandIn, type StripeStandIn } from './stand-in/start.ts'

// Every call of the adapter goes to the stand-in, which answers it, and to stripe-mock, which knows Stripe's own
// document: it refuses a parameter that Stripe does not have, and shows which fields an object has.

type Seen = { call: string; status: number; told: string; foreign: string[] }

const now = (): Date => new Date()
const secretKey = 'sk_test_marquee'
const seen: Seen[] = []
let standIn: StripeStandIn
let tee: Server
let stripe: PaymentProvider

beforeAll(async () => {
  const nobody = { webhookUrl: null, webhookSecrets: [], file: null }
  standIn = await startStripeStandIn({ port: 0, secretKey, now, ...nobody })
  tee = createServer((request, response) => {
    void (async () => {
      const body = await text(request)
      const ask = (base: string): Promise<Response> =>
        fetch(new URL(request.url ?? '/', base), {
          method: request.method ?? 'GET',
          headers: {
            authorization: request.headers.authorization ?? '',
            'content-type': 'application/x-www-form-urlencoded',
            ...(request.method === 'POST' && {
              'idempotency-key': String(request.headers['idempotency-key'] ?? randomUUID()),
            }),
          },
          ...(request.method === 'POST' && { body }),
        })
      const [ours, theirs] = await Promise.all([ask(standIn.url), ask(inject('engines').stripeMock)])
      const [answer, told] = [await ours.text(), await theirs.text()]
      const path = new URL(request.url ?? '/', standIn.url).pathname.replace(
        /\/(?:cs_test|sub|in|pi|ch|du)_[^/]+/,
        '/:id',
      )
      seen.push({
        call: `${request.method} ${path}`,
        status: theirs.status,
        told: told.slice(0, 500),
        foreign: ours.ok && theirs.ok ? foreignFields(JSON.parse(answer), JSON.parse(told)) : [],
      })
      response.writeHead(ours.status, { 'content-type': 'application/json' }).end(answer)
    })()
  })
  await new Promise<void>((resolve) => tee.listen(0, '127.0.0.1', resolve))
  const apiBase = `http://127.0.0.1:${(tee.address() as AddressInfo).port}`
  stripe = createStripe({ secretKey, webhookSecrets: ['whsec_x'], apiBase, now, retries: 0 })
})
afterAll(async () => {
  tee.closeAllConnections()
  await new Promise((resolve) => tee.close(resolve))
  await standIn.close()
})

/** Fields of ours that the same object of Stripe's does not have. */
function foreignFields(ours: unknown, theirs: unknown): string[] {
  const known = new Map<string, Set<string>>()
  const walk = (value: unknown, visit: (kind: string, fields: string[]) => void): void => {
    if (typeof value !== 'object' || value === null) return
    if ('object' in value && typeof value.object === 'string') visit(value.object, Object.keys(value))
    for (const inner of Object.values(value)) walk(inner, visit)
  }
  walk(theirs, (kind, fields) => known.set(kind, new Set([...(known.get(kind) ?? []), ...fields])))
  const foreign: string[] = []
  walk(ours, (kind, fields) => {
    const there = known.get(kind)
    if (there) foreign.push(...fields.filter((field) => !there.has(field)).map((field) => `${kind}.${field}`))
  })
  return foreign
}

function chargeOf(overrides: Partial<Charge>): Charge {
  return {
    paymentId: randomUUID(),
    code: 'MQ2345678A',
    money: { amountMinor: 79_000, currency: 'VND' },
    description: 'Gói Cơ bản',
    locale: 'vi',
    email: 'minh@marquee.example',
    returnUrl: 'https://marquee.example/done',
    cancelUrl: 'https://marquee.example/plans',
    expiresAt: new Date(Date.now() + 3600_000),
    renewal: null,
    ...overrides,
  }
}

async function useEverything(): Promise<void> {
  const once = (await stripe.start(chargeOf({}))).providerId ?? ''
  const paid = await standIn.order('pay-session', { session: once })
  const dispute = await standIn.order('dispute', { charge: once })
  await stripe.fetchCharge(once)
  await stripe.fetchCharge(String(paid.payment_intent))
  await stripe.fetchCharge(String(dispute.charge))
  await stripe.fetchCharge(String(dispute.id))
  await standIn.order('close-dispute', { dispute: dispute.id, outcome: 'won' })
  const money = { amountMinor: 1000, currency: 'VND' as const }
  await stripe.refund?.({ providerId: once, money, requestKey: randomUUID() })
  const stopped =
    (await stripe.start(chargeOf({ money: { amountMinor: 499, currency: 'USD' } }))).providerId ?? ''
  await stripe.stop(stopped)
  const changed = chargeOf({ renewal: { interval: 'year', trialDays: 14 } })
  const trial = (await stripe.start(changed)).providerId ?? ''
  await stripe.start({ ...changed, locale: 'en' })
  await standIn.order('pay-session', { session: trial })
  const subscription = (await stripe.fetchCharge(trial))?.subscriptionId ?? ''
  const renewed = await standIn.order('renew', { subscription })
  await stripe.fetchCharge(String(renewed.latest_invoice))
  const { customerId = '' } = (await stripe.renewals?.fetch(subscription)) ?? {}
  await stripe.renewals?.setCancelled(subscription, true)
  await stripe.renewals?.setCancelled(subscription, false)
  await standIn.order('cancel-subscription', { subscription, when: 'date' })
  await stripe.renewals?.setCancelled(subscription, false)
  await stripe.renewals?.openPortal({
    customerId,
    returnUrl: 'https://marquee.example/billing',
    locale: 'vi',
  })
  await stripe.renewals?.end(subscription)
  const range = { from: new Date(Date.now() - 60_000), until: new Date(Date.now() + 60_000) }
  await Array.fromAsync(stripe.listEvents(range))
}

test('every call is one that Stripe’s own document takes, and the stand-in makes up no field', async () => {
  await useEverything()
  expect(seen.filter(({ status }) => status !== 200)).toEqual([])
  expect(seen.flatMap(({ foreign }) => foreign)).toEqual([])
  expect([...new Set(seen.map(({ call }) => call))].toSorted()).toEqual([
    'DELETE /v1/subscriptions/:id',
    'GET /v1/charges/:id',
    'GET /v1/checkout/sessions',
    'GET /v1/checkout/sessions/:id',
    'GET /v1/disputes',
    'GET /v1/disputes/:id',
    'GET /v1/events',
    'GET /v1/invoice_payments',
    'GET /v1/invoices/:id',
    'GET /v1/payment_intents/:id',
    'GET /v1/refunds',
    'GET /v1/subscriptions/:id',
    'POST /v1/billing_portal/sessions',
    'POST /v1/checkout/sessions',
    'POST /v1/checkout/sessions/:id/expire',
    'POST /v1/refunds',
    'POST /v1/subscriptions/:id',
  ])
})

test('it refuses what Stripe does not have', async () => {
  const ask = (query: string): Promise<Response> =>
    fetch(new URL(`/v1/events?${query}`, inject('engines').stripeMock), {
      headers: { authorization: `Bearer ${secretKey}` },
    })
  expect((await ask(`types[0]=${eventKinds[0]}`)).status).toBe(200)
  expect((await ask('kinds[0]=all')).status).toBe(400)
})
