import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach } from 'vitest'
import type { Charge, PaymentProvider, ProviderEvent } from '../port.ts'
import { receiveCalls, type Receiver } from './stand-in/receive-calls.ts'
import { startStripeStandIn, type StripeStandIn } from './stand-in/start.ts'
import { createStripe } from './stripe.ts'

export const secretKey = 'sk_test_marquee'
export const secrets = ['whsec_new', 'whsec_old']
export const dayMs = 24 * 3600 * 1000

/** The adapter beside a stand-in of Stripe, anew for each test, and what their customers do. */
export function openStripeBench() {
  let receiver: Receiver
  let standIn: StripeStandIn
  let stripe: PaymentProvider
  const bench = {
    /** What the clock of both shows. */
    at: new Date(),
    now: (): Date => bench.at,
    pass(ms: number): void {
      bench.at = new Date(bench.at.getTime() + ms)
    },
    get receiver(): Receiver {
      return receiver
    },
    get standIn(): StripeStandIn {
      return standIn
    },
    get stripe(): PaymentProvider {
      return stripe
    },
    async start(charge: Charge): Promise<string> {
      const started = await stripe.start(charge)
      if (started.kind !== 'page') throw new Error('no page')
      return started.providerId
    },
    async pay(charge = chargeAt(bench.at)): Promise<string> {
      const providerId = await bench.start(charge)
      await standIn.order('pay-session', { session: providerId })
      return providerId
    },
    async subscribe(renewal: Charge['renewal'] = { interval: 'month', trialDays: 0 }) {
      const providerId = await bench.pay(chargeAt(bench.at, { renewal }))
      const charge = await stripe.fetchCharge(providerId)
      const subscription = charge?.subscriptionId ?? ''
      return { providerId, charge, subscription, fetch: () => stripe.renewals!.fetch(subscription) }
    },
    /** What the calls of the stand-in told, read as the inbox does. */
    async readEvents(): Promise<ProviderEvent[]> {
      await standIn.settled()
      return receiver.calls.flatMap(({ headers, body }) => {
        const sentAt = Number(/^t=(\d+)/.exec(headers.get('stripe-signature') ?? '')?.[1]) * 1000
        return stripe.readEvent(headers, body, new Date(sentAt)) ?? []
      })
    },
  }
  beforeEach(async () => {
    bench.at = new Date('2026-03-31T10:00:00Z')
    receiver = await receiveCalls()
    standIn = await startStripeStandIn({
      port: 0,
      secretKey,
      webhookUrl: receiver.url,
      webhookSecrets: ['whsec_new'],
      now: bench.now,
      file: null,
      retryMs: [1, 1, 1],
    })
    stripe = createStripe({
      secretKey,
      webhookSecrets: secrets,
      apiBase: standIn.url,
      now: bench.now,
      retries: 0,
    })
  })
  afterEach(async () => {
    await standIn.close()
    await receiver.close()
  })
  return bench
}

/** What a customer is to pay, until an hour later. */
export function chargeAt(at: Date, overrides: Partial<Charge> = {}): Charge {
  return {
    paymentId: randomUUID(),
    code: 'MQ2345678A',
    money: { amountMinor: 79_000, currency: 'VND' },
    description: 'Gói Cơ bản, một tháng',
    locale: 'vi',
    email: 'minh@marquee.example',
    returnUrl: 'https://marquee.example/billing/done',
    cancelUrl: 'https://marquee.example/plans',
    expiresAt: new Date(at.getTime() + 3600_000),
    renewal: null,
    ...overrides,
  }
}

/** Asks a page as a browser does, or sends its form, and follows nowhere. */
export const visit = (url: string, form?: URLSearchParams): Promise<Response> =>
  fetch(url, { redirect: 'manual', ...(form && { method: 'POST', body: form }) })
