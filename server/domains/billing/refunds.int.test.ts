import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { receiveCalls, type Receiver } from '../../platform/payments/stripe/stand-in/receive-calls.ts'
import { startStripeStandIn, type StripeStandIn } from '../../platform/payments/stripe/stand-in/start.ts'
import { createStripe } from '../../platform/payments/stripe/stripe.ts'
import { usePaymentProviders } from '../../platform/payments/providers.ts'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { createTitle } from '../catalogue/index.ts'
import { findRight } from '../entitlements/index.ts'
import {
  endAtProvider,
  keepEvent,
  listPayments,
  listRefunds,
  listSubscriptions,
  refundPayment,
  sendRefund,
} from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan, offerTitle } from './testing/offers.repository.ts'

// Refunds of cards, through the adapter and the stand-in that behaves as Stripe does.

const house = openHouse()
const { system, as } = house
const secretKey = 'sk_test_marquee'
let at = new Date()
let receiver: Receiver
let standIn: StripeStandIn
let finance = as(randomUUID(), 'finance')
let before: Record<string, number> = {}
/** Happens when Stripe has told how a charge stands, once, before we have written it. */
let meanwhile: (() => Promise<void>) | null = null

beforeAll(async () => {
  receiver = await receiveCalls()
  const settings = { secretKey, webhookSecrets: ['whsec_x'], now: (): Date => at }
  standIn = await startStripeStandIn({ port: 0, webhookUrl: receiver.url, file: null, ...settings })
  const stripe = createStripe({ ...settings, apiBase: standIn.url })
  const fetchCharge = async (subject: string) => {
    const charge = await stripe.fetchCharge(subject)
    const happen = meanwhile
    meanwhile = null
    await happen?.()
    return charge
  }
  usePaymentProviders([{ ...stripe, fetchCharge }])
  await standIn.order('delivery', { held: true })
  finance = as(await house.makeAccount(), 'finance')
})
afterAll(async () => {
  await standIn.close()
  await receiver.close()
  await closePostgres()
})

async function hear(): Promise<void> {
  await standIn.order('deliver', { order: 'reversed', times: 2 })
  for (const { headers, body } of receiver.calls.splice(0))
    await keepEvent({ ...system(), now: at }, { provider: 'stripe', headers, rawBody: body })
  await house.work(at)
}
async function pay(accountId: string, priceId: string): Promise<string> {
  const { id, instructions } = await house.start(accountId, priceId, 'stripe')
  const page = instructions?.kind === 'page' ? instructions.url : ''
  expect((await fetch(`${page}/pay`, { method: 'POST', redirect: 'manual' })).status).toBe(303)
  await hear()
  return id
}
async function giveBack(paymentId: string, amountMinor?: number) {
  const input = { paymentId, amountMinor, reason: 'đổi ý', requestKey: randomUUID() }
  const { id: refundId } = await refundPayment(finance, input)
  await sendRefund(system(at), { refundId })
  const [newest] = await listRefunds(finance, { paymentId })
  return newest
}
async function gained(): Promise<Record<string, number>> {
  const balances = await house.balances()
  const keys = [...new Set([...Object.keys(balances), ...Object.keys(before)])]
  const change = keys.map((key) => [key, (balances[key] ?? 0) - (before[key] ?? 0)] as const)
  before = balances
  return Object.fromEntries(change.filter(([, amount]) => amount !== 0))
}

it('the rest can be given back though the run that sent a part has not written so yet', async () => {
  const { id: titleId } = await createTitle(system(), { kind: 'film', title: { vi: 'Phim' } })
  const id = await pay(await house.makeAccount(), await offerTitle('purchase', titleId))
  let rest: Awaited<ReturnType<typeof refundPayment>> | null = null
  meanwhile = async () => {
    await hear()
    const input = { paymentId: id, reason: 'phần còn lại', requestKey: randomUUID() }
    rest = await refundPayment(finance, input)
  }
  await giveBack(id, 10_000)
  expect(rest).toMatchObject({ amountMinor: 20_000, state: 'asked' })
})

it('a refund that the bank sends back counts no more, opens what it took, and can be made anew', async () => {
  const accountId = await house.makeAccount()
  const { id: titleId } = await createTitle(system(), { kind: 'film', title: { vi: 'Phim' } })
  const mayWatch = async () => (await findRight(system(at), { accountId, titleId, kind: 'film' })) !== null
  const id = await pay(accountId, await offerTitle('purchase', titleId))
  expect(await mayWatch()).toBe(true)
  await gained()

  await giveBack(id, 10_000)
  await giveBack(id)
  await hear()
  expect(await gained()).toEqual({ 'cash VND': -30_000, 'refunds VND': 30_000 })
  expect(await mayWatch()).toBe(false)

  for (const refund of await refundsAtStripe(id)) await standIn.order('fail-refund', { refund })
  await hear()
  expect(await gained()).toEqual({ 'cash VND': 30_000, 'refunds VND': -30_000 })
  expect(await house.payment(accountId, id)).toMatchObject({ refundedMinor: 0, refundableMinor: 30_000 })
  expect((await listRefunds(finance, { paymentId: id })).map(({ state, why }) => [state, why])).toEqual([
    ['failed', 'lost_or_stolen_card'],
    ['failed', 'lost_or_stolen_card'],
  ])
  expect(await mayWatch()).toBe(true)

  expect(await giveBack(id)).toMatchObject({ state: 'done', amountMinor: 30_000 })
  await hear()
  expect(await gained()).toEqual({ 'cash VND': -30_000, 'refunds VND': 30_000 })
  expect(await mayWatch()).toBe(false)
})

it('what Stripe refuses to give back has failed, says why, and leaves the money to be given back', async () => {
  const accountId = await house.makeAccount()
  const { id: titleId } = await createTitle(system(), { kind: 'film', title: { vi: 'Phim' } })
  const id = await pay(accountId, await offerTitle('purchase', titleId))
  // Somebody did it at Stripe, and no call has told yet.
  await standIn.order('refund', { charge: id, amount: 25_000 })
  expect(await giveBack(id)).toMatchObject({ state: 'failed', why: expect.stringContaining('greater') })
  await hear()
  expect(await house.payment(accountId, id)).toMatchObject({ refundedMinor: 25_000, refundableMinor: 5_000 })
})

it('a run that dies when the refund is sent is not followed by a second one, days later either', async () => {
  const accountId = await house.makeAccount()
  const { id: titleId } = await createTitle(system(), { kind: 'film', title: { vi: 'Phim' } })
  const id = await pay(accountId, await offerTitle('purchase', titleId))
  await gained()
  for (const amountMinor of [10_000, 20_000]) {
    const input = { paymentId: id, amountMinor, reason: 'đổi ý', requestKey: randomUUID() }
    const { id: refundId } = await refundPayment(finance, input)
    meanwhile = () => Promise.reject(new Error('killed'))
    await expect(sendRefund(system(at), { refundId })).rejects.toThrow('killed')
    at = new Date(at.getTime() + 25 * 3_600_000)
    await sendRefund(system(at), { refundId })
    await hear()
    expect(await gained()).toEqual({ 'cash VND': -amountMinor, 'refunds VND': amountMinor })
  }
  expect((await listRefunds(finance, { paymentId: id })).map(({ state }) => state)).toEqual(['done', 'done'])
  expect(await refundsAtStripe(id)).toHaveLength(2)
})

it('a refund that fails before we have written that it was sent has failed', async () => {
  const accountId = await house.makeAccount()
  const { id: titleId } = await createTitle(system(), { kind: 'film', title: { vi: 'Phim' } })
  const id = await pay(accountId, await offerTitle('purchase', titleId))
  await gained()
  const fail = async () => {
    const standing = (await listRefunds(finance, { paymentId: id })).find(({ state }) => state === 'asked')
    const [refund] = await refundsAtStripe(id, standing?.id)
    await standIn.order('fail-refund', { refund })
    await hear()
  }
  // Its call comes while the charge as it stood before is being written …
  meanwhile = fail
  expect(await giveBack(id, 10_000)).toMatchObject({ state: 'failed' })
  // … or while nobody works on it, and the sum is known already when it is tried again.
  const input = { paymentId: id, amountMinor: 10_000, reason: 'đổi ý', requestKey: randomUUID() }
  const { id: refundId } = await refundPayment(finance, input)
  meanwhile = () => Promise.reject(new Error('killed'))
  await expect(sendRefund(system(at), { refundId })).rejects.toThrow('killed')
  await fail()
  await sendRefund(system(at), { refundId })
  const refunds = await listRefunds(finance, { paymentId: id })
  expect(refunds.map(({ state }) => state)).toEqual(['failed', 'failed'])
  expect(await gained()).toEqual({})
  expect(await house.payment(accountId, id)).toMatchObject({ refundedMinor: 0, refundableMinor: 30_000 })
})

it('a whole refund of a card plan’s current period ends it at Stripe too; of an earlier one it does not', async () => {
  const accountId = await house.makeAccount()
  const first = await pay(accountId, (await offerPlan()).priceId)
  const plan = async () => {
    const [newest] = (await listSubscriptions(as(accountId))).subscriptions
    if (!newest) throw new Error('No subscription.')
    return newest
  }
  const beginPeriod = async () => {
    at = new Date(Date.parse((await plan()).periodEndsAt) + 1000)
    await hear()
  }
  await beginPeriod()
  await giveBack(first)
  await hear()
  expect(await plan()).toMatchObject({ state: 'active' })

  const [renewal] = (await listPayments(as(accountId))).payments
  await giveBack(renewal?.id ?? '', 40_000)
  expect(await plan()).toMatchObject({ state: 'active' })
  await giveBack(renewal?.id ?? '')
  expect(await plan()).toMatchObject({ state: 'ended' })
  await endAtProvider(system(at), { subscriptionId: (await plan()).id })
  at = new Date(at.getTime() + 40 * 24 * 3_600_000)
  await hear()
  expect((await listPayments(as(accountId))).payments).toHaveLength(2)
})

/** By the names that Stripe gave those that stand; of one of ours alone where it is named. */
async function refundsAtStripe(paymentId: string, refundId?: string): Promise<string[]> {
  const answer = await fetch(`${standIn.url}/v1/refunds?limit=100`, {
    headers: { authorization: `Bearer ${secretKey}` },
  })
  const { data } = (await answer.json()) as { data: { id: string; metadata: { requestKey?: string } }[] }
  const ours = refundId ? [refundId] : (await listRefunds(finance, { paymentId })).map(({ id }) => id)
  return data.filter(({ metadata }) => ours.includes(metadata.requestKey ?? '')).map(({ id }) => id)
}
