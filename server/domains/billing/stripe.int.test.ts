import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { paymentProvider, usePaymentProviders } from '../../platform/payments/providers.ts'
import { signPayload } from '../../platform/payments/stripe/stand-in/deliver.ts'
import { receiveCalls, type Receiver } from '../../platform/payments/stripe/stand-in/receive-calls.ts'
import { startStripeStandIn, type StripeStandIn } from '../../platform/payments/stripe/stand-in/start.ts'
import { createStripe } from '../../platform/payments/stripe/stripe.ts'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { createTitle } from '../catalogue/index.ts'
import { findRight } from '../entitlements/index.ts'
import {
  endAtProvider,
  keepEvent,
  listEvents,
  listPayments,
  listSubscriptions,
  cancelSubscription,
  openPortal,
  reconcile,
  refundPayment,
  replayEvent,
  sendRefund,
} from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan, offerTitle } from './testing/offers.repository.ts'

// The whole way of a card, through the adapter and the stand-in that behaves as Stripe does.

const house = openHouse()
const { system, as } = house
const dayMs = 24 * 3600 * 1000
const secretKey = 'sk_test_marquee'
let at = new Date()
let receiver: Receiver
let standIn: StripeStandIn
let before: Record<string, number> = {}

beforeAll(async () => {
  receiver = await receiveCalls()
  const now = (): Date => at
  const webhookSecrets = ['whsec_x']
  standIn = await startStripeStandIn({
    port: 0,
    secretKey,
    webhookUrl: receiver.url,
    webhookSecrets,
    now,
    file: null,
  })
  usePaymentProviders([createStripe({ secretKey, webhookSecrets, apiBase: standIn.url, now })])
  await standIn.order('delivery', { held: true })
})
afterAll(async () => {
  await standIn.close()
  await receiver.close()
  await closePostgres()
})

/** Stripe tells what has happened, last first and twice; the worker does what waits. */
async function hear(): Promise<void> {
  await standIn.order('deliver', { order: 'reversed', times: 2 })
  for (const { headers, body } of receiver.calls.splice(0))
    await keepEvent({ ...system(), now: at }, { provider: 'stripe', headers, rawBody: body })
  await house.work(at)
}
async function gained(): Promise<Record<string, number>> {
  const balances = await house.balances()
  const keys = [...new Set([...Object.keys(balances), ...Object.keys(before)])]
  const change = keys.map((key) => [key, (balances[key] ?? 0) - (before[key] ?? 0)] as const)
  before = balances
  return Object.fromEntries(change.filter(([, amount]) => amount !== 0))
}
const subscriptionsOf = async (accountId: string) => (await listSubscriptions(as(accountId))).subscriptions

async function click(url: string, action: string): Promise<void> {
  const answer = await fetch(`${url}/${action}`, { method: 'POST', redirect: 'manual' })
  expect(answer.status).toBe(303)
}
async function startByCard(accountId: string, priceId: string) {
  const payment = await house.start(accountId, priceId, 'stripe')
  const { instructions } = payment
  return { ...payment, url: instructions?.kind === 'page' ? instructions.url : '' }
}

it('a plan is paid, renewed, refunded in part and disputed, and every đồng is in the book', async () => {
  const accountId = await house.makeAccount()
  const { id, url } = await startByCard(accountId, (await offerPlan()).priceId)
  await click(url, 'pay')
  await hear()
  expect(await gained()).toEqual({ 'cash VND': 79_890, 'fees VND': 10_110, 'revenue VND': -90_000 })
  const [subscription] = await subscriptionsOf(accountId)
  expect(subscription).toMatchObject({ state: 'active' })

  at = new Date(new Date(subscription?.periodEndsAt ?? 0).getTime() + 1000)
  await hear()
  const { payments } = await listPayments(as(accountId))
  expect(payments.map(({ state, receivedMinor }) => [state, receivedMinor])).toEqual([
    ['settled', 90_000],
    ['settled', 90_000],
  ])
  expect(await gained()).toEqual({ 'cash VND': 79_890, 'fees VND': 10_110, 'revenue VND': -90_000 })

  const finance = as(await house.makeAccount(), 'finance')
  const asked = await refundPayment(finance, {
    paymentId: id,
    amountMinor: 40_000,
    reason: 'half',
    requestKey: randomUUID(),
  })
  await sendRefund(system(at), { refundId: asked.id })
  await sendRefund(system(at), { refundId: asked.id })
  await hear()
  expect(await gained()).toEqual({ 'cash VND': -40_000, 'refunds VND': 40_000 })

  await standIn.order('dispute', { charge: id })
  await hear()
  expect(await gained()).toEqual({ 'cash VND': -440_000, 'fees VND': 390_000, 'disputes VND': 50_000 })
  await standIn.order('close-dispute', { dispute: id, outcome: 'won' })
  await hear()
  expect(await gained()).toEqual({ 'cash VND': 50_000, 'disputes VND': -50_000 })
  expect(await house.payment(accountId, id)).toMatchObject({ refundedMinor: 40_000, dispute: 'won' })
  const moves = (await standIn.order('list', { object: 'balance_transaction' })) as {
    data: { net: number }[]
  }
  expect(moves.data.reduce((sum, { net }) => sum + net, 0)).toBe((await house.balances())['cash VND'])
})

it('a dispute that is lost ends the plan, which is asked for no more', async () => {
  const accountId = await house.makeAccount()
  const { id, url } = await startByCard(accountId, (await offerPlan()).priceId)
  await click(url, 'pay')
  await hear()
  await standIn.order('dispute', { charge: id })
  await standIn.order('close-dispute', { dispute: id, outcome: 'lost' })
  await hear()
  expect(await house.payment(accountId, id)).toMatchObject({ dispute: 'lost' })
  const [subscription] = await subscriptionsOf(accountId)
  expect(subscription).toMatchObject({ state: 'ended' })
  await gained()
})

it('a trial costs nothing until it ends, and is cancelled at Stripe’s own page', async () => {
  const accountId = await house.makeAccount()
  const { id, url } = await startByCard(accountId, (await offerPlan({ trialDays: 14 })).priceId)
  await click(url, 'pay')
  await hear()
  expect(await gained()).toEqual({})
  expect(await subscriptionsOf(accountId)).toMatchObject([{ state: 'trial' }])
  await standIn.order('cancel-subscription', { subscription: id, when: 'date' })
  await hear()
  expect(await subscriptionsOf(accountId)).toMatchObject([{ state: 'cancelled' }])
  at = new Date(at.getTime() + 15 * dayMs)
  await hear()
  expect(await gained()).toEqual({})
  expect(await subscriptionsOf(accountId)).toMatchObject([{ state: 'ended' }])
})

it('a plan that is past due is paid anew, and the old one is asked for no more', async () => {
  const accountId = await house.makeAccount()
  const { priceId } = await offerPlan()
  const first = await startByCard(accountId, priceId)
  await click(first.url, 'pay')
  await hear()
  at = new Date(at.getTime() + dayMs)
  await standIn.order('fail-renewal', { subscription: first.id })
  await hear()
  const [old] = await subscriptionsOf(accountId)
  expect(old).toMatchObject({ state: 'past-due' })
  const second = await startByCard(accountId, priceId)
  await click(second.url, 'pay')
  await hear()
  const states = (await subscriptionsOf(accountId)).map(({ state }) => state)
  expect(states.toSorted()).toEqual(['active', 'ended'])
  await gained()
  await endAtProvider(system(at), { subscriptionId: old?.id ?? '' })
  await endAtProvider(system(at), { subscriptionId: old?.id ?? '' })
  at = new Date(at.getTime() + 4 * dayMs)
  await hear()
  expect(await gained()).toEqual({})
  const { data } = await standIn.order('list', { object: 'subscription' })
  const here = (data as { status: string; metadata: { paymentId: string } }[]).filter(({ metadata }) =>
    [first.id, second.id].includes(metadata.paymentId),
  )
  expect(here.map(({ status }) => status)).toEqual(['active', 'canceled'])
})

it('a plan that is past due and cancelled is over at once, and its card is tried no more', async () => {
  const accountId = await house.makeAccount()
  const { id, url } = await startByCard(accountId, (await offerPlan()).priceId)
  await click(url, 'pay')
  await hear()
  await standIn.order('fail-renewal', { subscription: id })
  await hear()
  const [{ id: subscriptionId } = { id: '' }] = await subscriptionsOf(accountId)
  const cancelled = await cancelSubscription({ ...as(accountId), now: at }, { subscriptionId })
  expect(cancelled).toMatchObject({ state: 'ended' })
  await gained()
  at = new Date(at.getTime() + 4 * dayMs)
  await hear()
  expect(await gained()).toEqual({})
})

it('nobody but its owner opens the page of a card', async () => {
  const accountId = await house.makeAccount()
  const { url } = await startByCard(accountId, (await offerPlan()).priceId)
  await click(url, 'pay')
  await hear()
  await gained()
  const [{ id: subscriptionId } = { id: '' }] = await subscriptionsOf(accountId)
  expect((await openPortal(as(accountId), { subscriptionId })).url).toContain(standIn.url)
  const finance = as(await house.makeAccount(), 'finance')
  await expect(openPortal(finance, { subscriptionId })).rejects.toMatchObject({
    code: 'subscription.not-found',
  })
})

it('a film bought while no call came through is found by comparing the books', async () => {
  const accountId = await house.makeAccount()
  const { id: titleId } = await createTitle(system(), { kind: 'film', title: { vi: 'Phim' } })
  const { id, url } = await startByCard(accountId, await offerTitle('purchase', titleId))
  await standIn.order('pay-session', { session: id, card: 'declined' })
  await click(url, 'pay')
  const mayWatch = () => findRight(system(at), { accountId, titleId, kind: 'film' })
  expect(await mayWatch()).toBeNull()
  const range = { from: new Date(at.getTime() - 3600_000), until: new Date(at.getTime() + 1000) }
  expect((await reconcile(system(at), range)).found).toBeGreaterThan(0)
  await house.work(at)
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'settled' })
  expect(await mayWatch()).not.toBeNull()
  await gained()
  // What the late calls tell then is known.
  await hear()
  expect(await gained()).toEqual({})
})

type Session = { id: string; client_reference_id: string }

it('a signed event that nobody can read stands as such, hides no later one, and is worked on once it can be read', async () => {
  const call = async (object: object) => {
    const event = { id: `evt_${accountId}`, type: 'checkout.session.completed', data: { object } }
    const body = JSON.stringify(event)
    const headers = new Headers({ 'stripe-signature': signPayload(body, ['whsec_x'], at) })
    return keepEvent({ ...system(), now: at }, { provider: 'stripe', headers, rawBody: Buffer.from(body) })
  }
  const accountId = await house.makeAccount()
  const finance = as(await house.makeAccount(), 'finance')
  const find = async (show: 'open' | 'unreadable' | 'all' = 'all') =>
    (await listEvents(finance, { show, limit: 200 })).events.find(
      ({ eventId }) => eventId === `unreadable|evt_${accountId}`,
    )
  const replay = async () => {
    await replayEvent(finance, { id: (await find())?.id ?? '' })
    expect(await find('open')).toBeDefined()
    await house.work(at)
  }
  const { id, url } = await startByCard(accountId, (await offerPlan()).priceId)
  await click(url, 'pay')
  const sessions = (await standIn.order('list', { object: 'checkout.session' })).data as Session[]
  const subject = sessions.find((session) => session.client_reference_id === id)?.id ?? ''
  // The only call that comes is one that Marquee cannot read.
  await standIn.order('deliver', { order: 'reversed' })
  receiver.calls.length = 0

  expect([await call({ cs: subject }), await call({ cs: subject })]).toEqual([
    { isNew: true },
    { isNew: false },
  ])
  const unread = { kind: 'unreadable', outcome: 'unreadable', processedAt: at.toISOString(), error: null }
  expect(await find('unreadable')).toMatchObject({ ...unread, tries: 0 })
  expect(await find('open')).toBeUndefined()
  expect(await call({ id: 'cs_unheard' })).toEqual({ isNew: true })
  await house.work(at)
  await replay()
  expect(await find('unreadable')).toMatchObject({ ...unread, tries: 1 })
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'pending' })

  const kind = 'checkout.session.completed'
  const readBody = () => ({ eventId: 'evt', kind, about: 'charge', subject }) as const
  const stripe = paymentProvider('stripe')
  usePaymentProviders([{ ...stripe, readBody }])
  await replay()
  usePaymentProviders([stripe])
  expect(await find('unreadable')).toBeUndefined()
  expect(await find()).toMatchObject({ kind, outcome: 'settled', tries: 2 })
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'settled' })
})
