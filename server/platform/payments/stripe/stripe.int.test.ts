import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describePaymentProvider, type ProviderBench } from '../contract.ts'
import type { Charge, PaymentProvider, ProviderEvent } from '../port.ts'
import { createStripe } from './stripe.ts'
import { signPayload } from './stand-in/deliver.ts'
import { receiveCalls, type Receiver } from './stand-in/receive-calls.ts'
import { startStripeStandIn, type StripeStandIn } from './stand-in/start.ts'

const secretKey = 'sk_test_marquee'
const secrets = ['whsec_new', 'whsec_old']
const dayMs = 24 * 3600 * 1000
let at = new Date()
const now = (): Date => at
const pass = (ms: number): void => {
  at = new Date(at.getTime() + ms)
}

describePaymentProvider('Stripe', async (): Promise<ProviderBench> => {
  const clock = (): Date => new Date()
  const known = { new: 'whsec_new', old: 'whsec_old', retired: 'whsec_retired' }
  const bench = await startStripeStandIn({
    port: 0,
    secretKey,
    webhookUrl: null,
    webhookSecrets: [],
    now: clock,
    file: null,
  })
  const provider = createStripe({
    secretKey,
    webhookSecrets: [known.new, known.old],
    apiBase: bench.url,
    now: clock,
    retries: 0,
  })
  const charge = (): Charge => chargeOf({ expiresAt: new Date(Date.now() + 3600_000) })
  return {
    provider,
    charge,
    async happen() {
      const { providerId } = await provider.start(charge())
      await bench.order('pay-session', { session: providerId })
      const [latest] = (await bench.order('list', { object: 'event' })).data as object[]
      const body = JSON.stringify(latest)
      return ({ secret = 'new', at: signedAt = new Date() } = {}) => ({
        headers: new Headers({ 'stripe-signature': signPayload(body, [known[secret]], signedAt) }),
        body: Buffer.from(body),
      })
    },
    async setBroken(isBroken) {
      await bench.order('faults', { errors: isBroken ? 1000 : 0 })
    },
    close: () => bench.close(),
  }
})

let receiver: Receiver
let standIn: StripeStandIn
let stripe: PaymentProvider

beforeEach(async () => {
  at = new Date('2026-03-31T10:00:00Z')
  receiver = await receiveCalls()
  standIn = await startStripeStandIn({
    port: 0,
    secretKey,
    webhookUrl: receiver.url,
    webhookSecrets: ['whsec_new'],
    now,
    file: null,
    retryMs: [1, 1, 1],
  })
  stripe = createStripe({ secretKey, webhookSecrets: secrets, apiBase: standIn.url, now, retries: 0 })
})
afterEach(async () => {
  await standIn.close()
  await receiver.close()
})

function chargeOf(overrides: Partial<Charge> = {}): Charge {
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
const monthly = { renewal: { interval: 'month' as const, trialDays: 0 } }

async function start(charge: Charge): Promise<string> {
  const started = await stripe.start(charge)
  if (started.kind !== 'page') throw new Error('no page')
  return started.providerId
}
async function pay(charge = chargeOf()): Promise<string> {
  const providerId = await start(charge)
  await standIn.order('pay-session', { session: providerId })
  return providerId
}
async function subscribe(renewal: NonNullable<Charge['renewal']> = monthly.renewal) {
  const providerId = await pay(chargeOf({ renewal }))
  const charge = await stripe.fetchCharge(providerId)
  const subscription = charge?.subscriptionId ?? ''
  return { providerId, charge, subscription, fetch: () => stripe.renewals!.fetch(subscription) }
}
/** What the calls of the stand-in told, read as the inbox does. */
async function readEvents(): Promise<ProviderEvent[]> {
  await standIn.settled()
  return receiver.calls.flatMap(({ headers, body }) => {
    const sentAt = Number(/^t=(\d+)/.exec(headers.get('stripe-signature') ?? '')?.[1]) * 1000
    return stripe.readEvent(headers, body, new Date(sentAt)) ?? []
  })
}
async function renewalsOf(subscription: string) {
  const events = await readEvents()
  const invoices = new Set(
    events.flatMap((e) => (e.about === 'charge' && e.subject.startsWith('in_') ? e.subject : [])),
  )
  const charges = await Promise.all([...invoices].map((invoice) => stripe.fetchCharge(invoice)))
  return charges.filter((charge) => charge?.subscriptionId === subscription && charge.paymentId === null)
}

describe('one payment', () => {
  it('is paid in whole đồng, known by every name, with its fee', async () => {
    const charge = chargeOf()
    const started = await stripe.start(charge)
    const providerId = started.providerId ?? ''
    expect(await stripe.fetchCharge(providerId)).toMatchObject({ state: 'open', paidAt: null, fee: null })
    const session = await standIn.order('pay-session', { session: charge.paymentId })
    expect(session).toMatchObject({
      amount_total: 79_000,
      currency: 'vnd',
      client_reference_id: charge.paymentId,
    })
    const state = await stripe.fetchCharge(providerId)
    expect(state).toEqual({
      providerId,
      failedRefunds: [],
      paymentId: charge.paymentId,
      subscriptionId: null,
      state: 'paid',
      received: charge.money,
      fee: { amountMinor: 9791, currency: 'VND' },
      refunded: { amountMinor: 0, currency: 'VND' },
      dispute: 'none',
      disputed: { amountMinor: 0, currency: 'VND' },
      paidAt: at,
    })
    const charges = await standIn.order('list', { object: 'charge' })
    const [{ id }] = charges.data as [{ id: string }]
    for (const subject of [id, String(session.payment_intent)])
      expect(await stripe.fetchCharge(subject)).toEqual(state)
    for (const subject of [
      'cs_test_none',
      'in_none',
      'pi_none',
      'ch_none',
      'du_none',
      'sub_none',
      'none',
      '',
    ])
      expect(await stripe.fetchCharge(subject)).toBeNull()
  })

  it('is started once, though asked for twice and in another language', async () => {
    const charge = chargeOf()
    const first = await stripe.start(charge)
    expect(await stripe.start(charge)).toEqual(first)
    pass(60_000)
    expect(await stripe.start({ ...charge, locale: 'en', description: 'Basic' })).toEqual(first)
    expect((await standIn.order('list', { object: 'checkout.session' })).data).toHaveLength(1)
  })

  it('has half an hour at least, and a day at most', async () => {
    for (const [minutes, expected] of [
      [5, 30.5],
      [31, 31],
      [60, 60],
      [3 * 24 * 60, 24 * 60 - 1],
    ] as const) {
      const session = await start(chargeOf({ expiresAt: new Date(at.getTime() + minutes * 60_000) }))
      const listed = await standIn.order('list', { object: 'checkout.session' })
      const { expires_at: end } = (listed.data as { id: string; expires_at: number }[]).find(
        ({ id }) => id === session,
      )!
      expect(end * 1000 - at.getTime()).toBe(expected * 60_000)
    }
  })

  it('stays open when a card is declined, and can then be paid', async () => {
    const providerId = await start(chargeOf())
    await standIn.order('pay-session', { session: providerId, card: 'declined' })
    expect(await stripe.fetchCharge(providerId)).toMatchObject({
      state: 'open',
      received: { amountMinor: 0 },
    })
    await standIn.order('pay-session', { session: providerId })
    expect(await stripe.fetchCharge(providerId)).toMatchObject({
      state: 'paid',
      received: { amountMinor: 79_000 },
    })
  })

  it('is stopped while it is open; what was paid or is over is told as it is', async () => {
    const open = await start(chargeOf())
    expect(await stripe.stop(open)).toMatchObject({ state: 'expired' })
    expect(await stripe.stop(open)).toMatchObject({ state: 'expired' })
    expect(await stripe.stop(await pay())).toMatchObject({ state: 'paid' })
    expect(await stripe.stop('cs_test_none')).toBeNull()
  })

  it('ends by the clock, and says so', async () => {
    const providerId = await start(chargeOf())
    pass(3601_000)
    expect(await stripe.fetchCharge(providerId)).toMatchObject({ state: 'expired' })
    expect(await readEvents()).toContainEqual(
      expect.objectContaining({ kind: 'checkout.session.expired', about: 'charge', subject: providerId }),
    )
  })
})

describe('money that goes back', () => {
  it('goes in parts, each key once, and never more than came', async () => {
    const providerId = await pay(chargeOf({ money: { amountMinor: 1299, currency: 'USD' } }))
    const refund = (amountMinor: number, requestKey: string, currency: 'USD' | 'VND' = 'USD') =>
      stripe.refund!({ providerId, money: { amountMinor, currency }, requestKey })
    const first = await refund(299, 'a')
    expect(await refund(299, 'a')).toEqual(first)
    await refund(500, 'b')
    expect(await stripe.fetchCharge(providerId)).toMatchObject({
      state: 'paid',
      received: { amountMinor: 1299, currency: 'USD' },
      refunded: { amountMinor: 799, currency: 'USD' },
    })
    const refused = { code: 'payment.provider-refused', retryable: false }
    await expect(refund(501, 'c')).rejects.toMatchObject(refused)
    await expect(refund(100, 'd', 'VND')).rejects.toMatchObject(refused)
    await refund(500, 'e')
    await expect(refund(1, 'f')).rejects.toMatchObject(refused)
    await standIn.order('fail-refund', { refund: first.providerId })
    expect(await stripe.fetchCharge(providerId)).toMatchObject({ refunded: { amountMinor: 1000 } })
    const kinds = (await readEvents()).filter(({ about }) => about === 'charge').map(({ kind }) => kind)
    for (const kind of ['refund.created', 'charge.refunded', 'refund.failed']) expect(kinds).toContain(kind)
  })

  it('goes once by its key long after Stripe has forgotten that key, a part of it and all of it', async () => {
    const providerId = await pay()
    for (const [requestKey, amountMinor] of [
      ['part', 9_000],
      ['rest', 70_000],
    ] as const) {
      const refund = () => stripe.refund!({ providerId, money: { amountMinor, currency: 'VND' }, requestKey })
      const first = await refund()
      pass(dayMs + 60_000)
      expect(await refund()).toEqual(first)
    }
    expect(await stripe.fetchCharge(providerId)).toMatchObject({ refunded: { amountMinor: 79_000 } })
  })

  it('is disputed, won and lost', async () => {
    const providerId = await pay()
    await standIn.order('dispute', { charge: providerId, enquiry: true })
    expect(await stripe.fetchCharge(providerId)).toMatchObject({ dispute: 'none' })
    const dispute = await standIn.order('dispute', { charge: providerId })
    expect(await stripe.fetchCharge(String(dispute.id))).toMatchObject({ providerId, dispute: 'open' })
    await standIn.order('close-dispute', { dispute: dispute.id, outcome: 'won' })
    expect(await stripe.fetchCharge(providerId)).toMatchObject({ dispute: 'won', state: 'paid' })
    const second = await standIn.order('dispute', { charge: providerId })
    await standIn.order('close-dispute', { dispute: second.id, outcome: 'lost' })
    expect(await stripe.fetchCharge(providerId)).toMatchObject({ dispute: 'lost' })
    const told = (await readEvents()).filter(({ kind }) => kind.startsWith('charge.dispute.'))
    expect(told.filter(({ about }) => about === 'charge').map(({ kind }) => kind)).toEqual([
      'charge.dispute.created',
      'charge.dispute.created',
      'charge.dispute.closed',
      'charge.dispute.created',
      'charge.dispute.closed',
    ])
    for (const event of told)
      if (event.about === 'charge')
        expect(await stripe.fetchCharge(event.subject)).toMatchObject({ providerId })
  })
})

describe('a subscription', () => {
  it('is paid for and renewed by the clock, each period a charge of its own', async () => {
    const { providerId, charge, subscription, fetch } = await subscribe()
    expect(charge).toMatchObject({ state: 'paid', received: { amountMinor: 79_000, currency: 'VND' } })
    expect(await fetch()).toMatchObject({
      providerId: subscription,
      paymentId: charge?.paymentId,
      state: 'active',
      periodStartsAt: at,
      periodEndsAt: new Date('2026-04-30T10:00:00Z'),
      cancelsAtPeriodEnd: false,
    })
    at = new Date('2026-04-30T10:00:01Z')
    expect(await fetch()).toMatchObject({ state: 'active', periodEndsAt: new Date('2026-05-31T10:00:00Z') })
    expect(await renewalsOf(subscription)).toEqual([
      expect.objectContaining({
        state: 'paid',
        received: charge?.received,
        paidAt: at,
        refunded: { amountMinor: 0, currency: 'VND' },
      }),
    ])
    // The first invoice is that of the session: one payment, whichever of the two is asked for.
    const events = await readEvents()
    const first = events.find(({ kind }) => kind === 'invoice.paid')
    const subject = first?.about === 'charge' ? first.subject : ''
    expect(await stripe.fetchCharge(subject)).toMatchObject({ providerId, paymentId: charge?.paymentId })
  })

  it('begins with a trial that costs nothing', async () => {
    const { charge, subscription, fetch } = await subscribe({ interval: 'year', trialDays: 14 })
    expect(charge).toMatchObject({ state: 'paid', received: { amountMinor: 0 }, fee: null })
    expect(await fetch()).toMatchObject({ state: 'trial', periodEndsAt: new Date(at.getTime() + 14 * dayMs) })
    pass(14 * dayMs)
    expect(await fetch()).toMatchObject({ state: 'active', periodEndsAt: new Date('2027-04-14T10:00:00Z') })
    expect(await renewalsOf(subscription)).toMatchObject([
      { state: 'paid', received: { amountMinor: 79_000 } },
    ])
  })

  it('is cancelled at the period’s end, resumed, cancelled again, and ends', async () => {
    const { subscription, fetch } = await subscribe()
    const setCancelled = (isCancelled: boolean) => stripe.renewals!.setCancelled(subscription, isCancelled)
    expect(await setCancelled(true)).toMatchObject({ state: 'active', cancelsAtPeriodEnd: true })
    expect(await setCancelled(false)).toMatchObject({ cancelsAtPeriodEnd: false })
    // As the portal does it to a subscription that is billed flexibly.
    await standIn.order('cancel-subscription', { subscription, when: 'date' })
    expect(await fetch()).toMatchObject({ cancelsAtPeriodEnd: true })
    expect(await setCancelled(false)).toMatchObject({ cancelsAtPeriodEnd: false })
    await setCancelled(true)
    pass(31 * dayMs)
    expect(await fetch()).toMatchObject({ state: 'ended' })
    expect(await setCancelled(false)).toMatchObject({ state: 'ended' })
    expect(await renewalsOf(subscription)).toEqual([])
    expect((await readEvents()).at(-1)).toMatchObject({ about: 'subscription', subject: subscription })
  })

  it('is past due when a card is declined, until it is paid or given up', async () => {
    const { subscription, fetch } = await subscribe()
    await standIn.order('fail-renewal', { subscription })
    expect(await fetch()).toMatchObject({ state: 'past-due' })
    expect(await renewalsOf(subscription)).toMatchObject([{ state: 'open', received: { amountMinor: 0 } }])
    await standIn.order('retry', { subscription })
    expect(await fetch()).toMatchObject({ state: 'active' })
    expect(await renewalsOf(subscription)).toMatchObject([
      { state: 'paid', received: { amountMinor: 79_000 } },
    ])
    await standIn.order('set-card', { subscription, card: 'declined' })
    await standIn.order('renew', { subscription })
    for (const days of [3, 5, 7]) {
      pass(days * dayMs)
      await fetch()
    }
    expect(await fetch()).toMatchObject({ state: 'ended' })
    expect((await renewalsOf(subscription)).map((charge) => charge?.state)).toEqual(['paid', 'failed'])
  })

  it('is ended at once, and what was due is asked for no more', async () => {
    const { subscription, fetch } = await subscribe()
    await standIn.order('fail-renewal', { subscription })
    expect(await stripe.renewals!.end(subscription)).toMatchObject({ state: 'ended' })
    expect(await stripe.renewals!.end(subscription)).toMatchObject({ state: 'ended' })
    pass(40 * dayMs)
    expect(await fetch()).toMatchObject({ state: 'ended' })
    expect(await renewalsOf(subscription)).toMatchObject([{ state: 'failed', received: { amountMinor: 0 } }])
    expect(await stripe.renewals!.end('sub_none')).toBeNull()
  })

  it('can be refunded by its first payment and by a renewal', async () => {
    const { providerId, subscription } = await subscribe()
    await standIn.order('renew', { subscription })
    const [renewal] = await renewalsOf(subscription)
    const money = { amountMinor: 9000, currency: 'VND' as const }
    for (const id of [providerId, renewal?.providerId ?? '']) {
      await stripe.refund!({ providerId: id, money, requestKey: id })
      expect(await stripe.fetchCharge(id)).toMatchObject({ refunded: money })
    }
  })

  it('has a page where the customer changes it', async () => {
    const { subscription, fetch } = await subscribe()
    const { customerId = '' } = (await fetch()) ?? {}
    const returnUrl = 'https://marquee.example/billing'
    const url = await stripe.renewals!.openPortal({ customerId, returnUrl, locale: 'vi' })
    expect(await (await fetch_(url)).text()).toContain(returnUrl)
    const form = new URLSearchParams({ subscription })
    expect((await fetch_(`${url}/cancel`, form)).status).toBe(303)
    expect(await fetch()).toMatchObject({ cancelsAtPeriodEnd: true })
    await fetch_(`${url}/resume`, form)
    expect(await fetch()).toMatchObject({ cancelsAtPeriodEnd: false })
    expect(await stripe.renewals!.fetch('sub_none')).toBeNull()
  })
})

const fetch_ = (url: string, form?: URLSearchParams): Promise<Response> =>
  fetch(url, { redirect: 'manual', ...(form && { method: 'POST', body: form }) })

describe('the checkout page', () => {
  it('is paid with a click, after a card was declined, and leads back', async () => {
    const charge = chargeOf()
    const started = await stripe.start(charge)
    const url = started.kind === 'page' ? started.url : ''
    const page = await (await fetch_(url)).text()
    expect(page).toContain('₫79,000')
    expect((await fetch_(`${url}/cancel`, new URLSearchParams())).headers.get('location')).toBe(
      charge.cancelUrl,
    )
    const declined = await fetch_(`${url}/decline`, new URLSearchParams())
    expect(await declined.text()).toContain('declined')
    const paid = await fetch_(`${url}/pay`, new URLSearchParams())
    expect(paid.headers.get('location')).toBe(charge.returnUrl)
    expect(await stripe.fetchCharge(started.providerId ?? '')).toMatchObject({ state: 'paid' })
    // A second click finds it paid.
    expect((await fetch_(`${url}/pay`, new URLSearchParams())).status).toBe(200)
  })
})

describe('events', () => {
  it('are signed so that they are read, and tell the same as the list', async () => {
    const from = at
    const { subscription } = await subscribe()
    pass(60_000)
    await standIn.order('renew', { subscription })
    const listed = await Array.fromAsync(stripe.listEvents({ from, until: at }))
    const told = (await readEvents()).filter(({ about }) => about !== 'nothing')
    expect(listed.toReversed()).toEqual(told)
    expect(told.length).toBeGreaterThan(5)
    const later = { from: new Date(at.getTime() + 1000), until: new Date(at.getTime() + 2000) }
    expect(await Array.fromAsync(stripe.listEvents(later))).toEqual([])
  })

  it('are listed over many pages', async () => {
    const providerId = await pay(chargeOf({ money: { amountMinor: 100_000, currency: 'VND' } }))
    for (let part = 0; part < 60; part++) await standIn.order('refund', { charge: providerId, amount: 1 })
    const listed = await Array.fromAsync(stripe.listEvents({ from: at, until: at }))
    expect(new Set(listed.map(({ eventId }) => eventId)).size).toBe(listed.length)
    expect(listed.length).toBeGreaterThan(120)
  })

  it('come twice, late and last first, and again when they were not taken', async () => {
    await standIn.order('delivery', { held: true })
    const providerId = await pay()
    expect(await readEvents()).toEqual([])
    await standIn.order('deliver', { order: 'reversed', times: 2 })
    const twice = await readEvents()
    const ids = [...new Set(twice.map(({ eventId }) => eventId))]
    expect(twice).toHaveLength(ids.length * 2)
    expect(twice[0]).toMatchObject({ kind: 'checkout.session.completed', subject: providerId })
    receiver.calls.length = 0
    receiver.answers.push(500, 503)
    await standIn.order('deliver', { events: [ids[0]] })
    await standIn.settled()
    expect(standIn.delivered.slice(-3).map(({ status }) => status)).toEqual([500, 503, 200])
    expect(receiver.calls).toHaveLength(3)
  })

  it('by a retired secret, or six minutes off the clock, are not theirs', async () => {
    await pay()
    const known = await readEvents()
    expect(known.length).toBeGreaterThan(0)
    const retired = createStripe({ secretKey, webhookSecrets: ['whsec_next'], apiBase: standIn.url, now })
    const [call] = receiver.calls
    if (!call) throw new Error('nothing came')
    expect(retired.readEvent(call.headers, call.body, at)).toBeNull()
    for (const minutes of [-6, 6]) {
      const skewed = new Date(at.getTime() + minutes * 60_000)
      expect(stripe.readEvent(call.headers, call.body, skewed)).toBeNull()
    }
    expect(stripe.readEvent(call.headers, call.body, at)).toEqual(known[0])
  })
})

describe('when Stripe is down or does not understand', () => {
  it('overload, faults and lost connections can be tried again, and count once', async () => {
    const passing = { kind: 'unavailable', code: 'payment.provider-unavailable', retryable: true }
    const charge = chargeOf()
    for (const fault of [{ refuse: 1 }, { errors: 1 }, { cut: 2 }]) {
      await standIn.order('faults', fault)
      await expect(stripe.start(charge)).rejects.toMatchObject(passing)
    }
    await stripe.start(charge)
    expect((await standIn.order('list', { object: 'checkout.session' })).data).toHaveLength(1)
    await standIn.order('faults', { errors: 1 })
    await expect(stripe.fetchCharge('cs_test_x')).rejects.toMatchObject(passing)
    await standIn.order('faults', { errors: 1 })
    await expect(Array.fromAsync(stripe.listEvents({ from: at, until: at }))).rejects.toMatchObject(passing)
    const hasty = createStripe({
      secretKey,
      webhookSecrets: secrets,
      apiBase: standIn.url,
      now,
      timeoutMs: 50,
      retries: 0,
    })
    await standIn.order('faults', { delayMs: 400 })
    await expect(hasty.fetchCharge('cs_test_x')).rejects.toMatchObject(passing)
    const nobody = createStripe({
      secretKey,
      webhookSecrets: secrets,
      apiBase: 'http://127.0.0.1:9',
      now,
      retries: 0,
    })
    await expect(nobody.fetchCharge('cs_test_x')).rejects.toMatchObject(passing)
  })

  it('a wrong key and an amount that Stripe does not take are told and not tried again', async () => {
    const refused = { code: 'payment.provider-refused', retryable: false }
    const stranger = createStripe({
      secretKey: 'sk_test_other',
      webhookSecrets: secrets,
      apiBase: standIn.url,
      now,
    })
    await expect(stranger.fetchCharge('cs_test_x')).rejects.toMatchObject(refused)
    for (const money of [
      { amountMinor: 49, currency: 'USD' as const },
      { amountMinor: 100_000_000, currency: 'VND' as const },
    ])
      await expect(stripe.start(chargeOf({ money }))).rejects.toMatchObject(refused)
  })
})
