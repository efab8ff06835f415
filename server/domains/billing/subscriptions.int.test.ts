import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { live } from '../../platform/live/live.ts'
import { closePostgres, database, inTransaction } from '../../platform/postgres/postgres.ts'
import { createTitle } from '../catalogue/index.ts'
import { findRight } from '../entitlements/index.ts'
import { applySubscription } from './apply-subscription.ts'
import {
  cancelSubscription,
  confirmRefund,
  expirePayments,
  listEntries,
  listSubscriptions,
  listTransfers,
  matchTransfer,
  openPortal,
  refundPayment,
  resumeSubscription,
  sweepSubscriptions,
} from './index.ts'
import { subscriptionChanged, type SubscriptionDto } from './schemas.ts'
import { endSubscription } from './subscription-changes.ts'
import { lockSubscription } from './subscription.repository.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan, withdrawPlan } from './testing/offers.repository.ts'
import { toldEvents } from './testing/outbox.repository.ts'

const house = openHouse()
const { system, as, gained } = house
const dayMs = 24 * 3_600_000
const inDays = (days: number) => new Date(Date.now() + days * dayMs)
let titleId: string

const mayWatch = async (accountId: string, days: number) =>
  (await findRight(system(inDays(days)), { accountId, titleId, kind: 'film' })) !== null

async function subscription(accountId: string): Promise<SubscriptionDto> {
  const [newest] = (await listSubscriptions(as(accountId))).subscriptions
  if (!newest) throw new Error('No subscription.')
  return newest
}
const toldOf = async (type: string, subscriptionId: string) =>
  (await toldEvents(type)).filter((payload) => payload.subscriptionId === subscriptionId).length

/** Both were on their way when each was told to stop. */
async function payBoth(order: 'transfer first' | 'card first') {
  const accountId = await house.makeAccount()
  const { priceId } = await offerPlan()
  const transfer = await house.start(accountId, priceId)
  const card = await house.start(accountId, priceId, 'stripe')
  await gained()
  const byBank = house.bank.receive({ content: `${transfer.code}`, amountVnd: 90_000 })
  const events = [byBank, house.cards.pay(card.id)]
  for (const event of order === 'card first' ? events.toReversed() : events) {
    await house.hook(event)
    await house.work(undefined, { endsAtProvider: true })
  }
  return { accountId, transfer, card }
}

beforeAll(async () => {
  titleId = (await createTitle(system(), { kind: 'film', title: { vi: 'Phim' } })).id
})
afterAll(closePostgres)

it('a plan by transfer is paid for its time, asks a week ahead, can be paid ahead, and runs out', async () => {
  const accountId = await house.makeAccount()
  const { priceId } = await offerPlan()
  const first = await house.start(accountId, priceId)
  await house.transfer(`${first.code}`, 90_000)
  const begun = await subscription(accountId)
  expect(begun).toMatchObject({ state: 'active', renews: 'by-transfer' })
  const days = (Date.parse(begun.periodEndsAt) - Date.now()) / dayMs
  await sweepSubscriptions(system(inDays(days - 8)))
  expect(await toldOf('subscription.renewal-due', begun.id)).toBe(0)
  for (const left of [6, 5]) await sweepSubscriptions(system(inDays(days - left)))
  expect(await toldOf('subscription.renewal-due', begun.id)).toBe(1)
  const second = await house.start(accountId, priceId)
  expect(second.id).not.toBe(first.id)
  await house.transfer(`${second.code}`, 90_000)
  const renewed = await subscription(accountId)
  expect(renewed.id).toBe(begun.id)
  const longer = (Date.parse(renewed.periodEndsAt) - Date.now()) / dayMs
  expect(longer - days).toBeGreaterThan(27)
  expect([await mayWatch(accountId, longer - 1), await mayWatch(accountId, longer + 1)]).toEqual([
    true,
    false,
  ])
  await sweepSubscriptions(system(inDays(longer + 1)))
  expect(await subscription(accountId)).toMatchObject({ state: 'past-due' })
  await sweepSubscriptions(system(inDays(longer + 4)))
  expect(await subscription(accountId)).toMatchObject({ state: 'ended' })
  expect(await toldOf('subscription.ended', begun.id)).toBe(1)
})

it('a transfer that is matched weeks later opens its whole time, and stands in the book on its own day', async () => {
  const accountId = await house.makeAccount()
  const { id: paymentId } = await house.start(accountId, (await offerPlan()).priceId)
  const at = inDays(-32)
  const content = `không mã ${randomUUID()}`
  await house.hook(house.bank.receive({ content, amountVnd: 90_000, at }))
  await house.work()
  const finance = as(randomUUID(), 'finance')
  const { transfers } = await listTransfers(finance)
  const transferId = transfers.find((transfer) => transfer.content === content)?.id ?? ''
  await matchTransfer(finance, { transferId, paymentId })
  await house.work()
  expect([await mayWatch(accountId, 27), await mayWatch(accountId, 32)]).toEqual([true, false])
  const { entries } = await listEntries(finance, { person: accountId })
  expect(entries.map(({ occurredAt }) => occurredAt)).toEqual([at.toISOString()])
})

it('two checkouts of the same plan at once are one payment; by another way, the open one is stopped first', async () => {
  const accountId = await house.makeAccount()
  const { priceId } = await offerPlan()
  const [one, other] = await Promise.all([house.start(accountId, priceId), house.start(accountId, priceId)])
  expect(one?.id).toBe(other?.id)
  const card = await house.start(accountId, priceId, 'stripe')
  expect(await house.payment(accountId, one?.id ?? '')).toMatchObject({ state: 'cancelled' })
  const year = await house.start(accountId, (await offerPlan({ interval: 'year' })).priceId, 'stripe')
  expect(house.cards.charges.get(`cs_${card.id}`)).toMatchObject({ state: 'expired' })
  // While the provider is away, the new one is started all the same.
  house.cards.isAway = true
  const transfer = await house.start(accountId, priceId)
  house.cards.isAway = false
  expect(await house.payment(accountId, year.id)).toMatchObject({ state: 'pending' })
  expect(transfer).toMatchObject({ state: 'pending' })
  // What turns out to be paid is taken over, and nothing is begun beside it.
  house.cards.pay(year.id)
  await expect(house.start(accountId, priceId, 'stripe')).rejects.toMatchObject({
    code: 'subscription.living',
  })
  expect(await house.payment(accountId, year.id)).toMatchObject({ state: 'settled' })
  expect(await house.payment(accountId, transfer.id)).toMatchObject({ state: 'cancelled' })
})

it('paid by transfer, then by card: the plan by transfer goes on, the card has its money back', async () => {
  const { accountId, transfer, card } = await payBoth('transfer first')
  expect(await gained()).toEqual({ 'cash VND': 180_000, 'revenue VND': -90_000, 'credit VND': -90_000 })
  const { subscriptions } = await listSubscriptions(as(accountId))
  expect(subscriptions.map(({ state, renews }) => `${renews} ${state}`).toSorted()).toEqual([
    'by-itself ended',
    'by-transfer active',
  ])
  expect(house.cards.subscriptions.get(`sub_${card.id}`)).toMatchObject({ state: 'ended' })
  expect(await house.payment(accountId, transfer.id)).toMatchObject({ state: 'settled' })
  await house.sendRefunds(card.id)
  expect(await gained()).toEqual({ 'cash VND': -90_000, 'credit VND': 90_000 })
  expect(await house.payment(accountId, card.id)).toMatchObject({ state: 'cancelled', refundedMinor: 90_000 })
  expect([await mayWatch(accountId, 27), await mayWatch(accountId, 33)]).toEqual([true, false])
})

it('paid by card, then by transfer: the card goes on, the transfer is credited', async () => {
  const { accountId, transfer, card } = await payBoth('card first')
  expect(await gained()).toEqual({ 'cash VND': 180_000, 'revenue VND': -90_000, 'credit VND': -90_000 })
  expect(await house.payment(accountId, card.id)).toMatchObject({ state: 'settled' })
  expect(await house.payment(accountId, transfer.id)).toMatchObject({ state: 'cancelled' })
  expect(await subscription(accountId)).toMatchObject({ renews: 'by-itself', state: 'active' })
})

it('two card pages paid, of the month and of the year: the second one is ended and given back', async () => {
  const accountId = await house.makeAccount()
  const month = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
  const year = await house.start(
    accountId,
    (await offerPlan({ interval: 'year', amountMinor: 900_000 })).priceId,
    'stripe',
  )
  await gained()
  for (const { id } of [month, year]) await house.hook(house.cards.pay(id))
  await house.work(undefined, { endsAtProvider: true })
  expect(await gained()).toEqual({ 'cash VND': 990_000, 'revenue VND': -90_000, 'credit VND': -900_000 })
  expect(house.cards.subscriptions.get(`sub_${month.id}`)).toMatchObject({ state: 'active' })
  expect(house.cards.subscriptions.get(`sub_${year.id}`)).toMatchObject({ state: 'ended' })
  await house.sendRefunds(month.id, year.id)
  expect(await gained()).toEqual({ 'cash VND': -900_000, 'credit VND': 900_000 })
})

it('a card’s first payment that buys nothing ends its plan at the provider, and goes back', async () => {
  const [inTime, late] = [await house.makeAccount(), await house.makeAccount()]
  const { planId, priceId } = await offerPlan()
  const [one, other] = [
    await house.start(inTime, priceId, 'stripe'),
    await house.start(late, priceId, 'stripe'),
  ]
  await expirePayments(system(inDays(1)))
  await withdrawPlan(planId)
  await gained()
  await house.hook(house.cards.pay(one.id))
  await house.hook(house.cards.pay(other.id, { paidAt: inDays(1) }))
  await house.work(inDays(2), { endsAtProvider: true })
  expect(await gained()).toEqual({ 'cash VND': 180_000, 'revenue VND': -90_000, 'credit VND': -90_000 })
  expect(await subscription(inTime)).toMatchObject({ state: 'active' })
  expect(await subscription(late)).toMatchObject({ state: 'ended' })
  expect(house.cards.subscriptions.get(`sub_${one.id}`)).toMatchObject({ state: 'active' })
  expect(house.cards.subscriptions.get(`sub_${other.id}`)).toMatchObject({ state: 'ended' })
  await house.sendRefunds(other.id)
  expect(await gained()).toEqual({ 'cash VND': -90_000, 'credit VND': 90_000 })
})

it('a card plan whose first payment fails takes nothing’s place, not even once it is charged', async () => {
  const accountId = await house.makeAccount()
  const { priceId } = await offerPlan()
  const card = await house.start(accountId, priceId, 'stripe')
  const transfer = await house.start(accountId, priceId)
  await house.transfer(`${transfer.code}`, 90_000)
  await gained()
  const paid = house.cards.pay(card.id)
  await house.hook(house.cards.changeSubscription(`sub_${card.id}`, { state: 'past-due' }))
  expect(await house.work()).toEqual(['unknown'])
  house.cards.changeSubscription(`sub_${card.id}`, { state: 'active' })
  const [, renewal] = house.cards.renew(`sub_${card.id}`, inDays(60))
  if (renewal) await house.hook(renewal)
  await house.hook(paid)
  expect(await house.work()).toEqual(['cancelled', 'expired'])
  expect(await gained()).toEqual({ 'cash VND': 180_000, 'credit VND': -180_000 })
  const { subscriptions } = await listSubscriptions(as(accountId))
  expect(subscriptions.find(({ endedAt }) => endedAt === null)).toMatchObject({ renews: 'by-transfer' })
})

it('a card plan of which nobody told begins late, with its second charge', async () => {
  const accountId = await house.makeAccount()
  const card = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
  const paid = house.cards.pay(card.id)
  const [, renewal] = house.cards.renew(`sub_${card.id}`, inDays(60))
  if (renewal) await house.hook(renewal)
  await house.hook(paid)
  expect(await house.work()).toEqual(['settled', 'settled'])
  expect(await subscription(accountId)).toMatchObject({ renews: 'by-itself', state: 'active' })
  expect([await mayWatch(accountId, 59), await mayWatch(accountId, 62)]).toEqual([true, false])
})

it('a card plan: trial without money, first charge, past due, recovered, cancelled, resumed, ended', async () => {
  const accountId = await house.makeAccount()
  const { priceId } = await offerPlan({ currency: 'USD', amountMinor: 499, trialDays: 7 })
  const { id } = await house.start(accountId, priceId, 'stripe')
  await house.hook(house.cards.pay(id))
  await house.work()
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'settled', receivedMinor: 0 })
  const trial = await subscription(accountId)
  expect(trial).toMatchObject({ state: 'trial', renews: 'by-itself' })
  expect([await mayWatch(accountId, 6), await mayWatch(accountId, 8)]).toEqual([true, false])
  const sub = `sub_${id}`
  // Its parts come the wrong way round.
  for (const event of house.cards.renew(sub, inDays(37)).toReversed()) await house.hook(event)
  await house.work()
  expect(await subscription(accountId)).toMatchObject({ state: 'active' })
  expect([await mayWatch(accountId, 36), await mayWatch(accountId, 39)]).toEqual([true, false])
  const go = async (change: Parameters<typeof house.cards.changeSubscription>[1]) => {
    await house.hook(house.cards.changeSubscription(sub, change))
    await house.work()
    return (await subscription(accountId)).state
  }
  expect(await go({ state: 'past-due' })).toBe('past-due')
  expect(await go({ state: 'active' })).toBe('active')
  const own = { subscriptionId: trial.id }
  await expect(cancelSubscription(as(randomUUID()), own)).rejects.toMatchObject({
    code: 'subscription.not-found',
  })
  expect(await cancelSubscription(as(accountId), own)).toMatchObject({ state: 'cancelled' })
  expect(house.cards.subscriptions.get(sub)).toMatchObject({ cancelsAtPeriodEnd: true })
  expect(await resumeSubscription(as(accountId), own)).toMatchObject({ state: 'active', cancelledAt: null })
  expect((await openPortal(as(accountId), own)).url).toContain(`cus_${id}`)
  expect(await go({ state: 'ended' })).toBe('ended')
  expect(await go({ state: 'active' })).toBe('ended')
  await expect(cancelSubscription(as(accountId), own)).rejects.toMatchObject({
    code: 'subscription.wrong-state',
  })
  for (const type of ['started', 'renewed', 'past-due', 'cancelled', 'resumed', 'ended'])
    expect([type, await toldOf(`subscription.${type}`, trial.id)]).toEqual([type, 1])
  // There is one trial for each account.
  const again = await house.start(accountId, priceId, 'stripe')
  await house.hook(house.cards.pay(again.id))
  await house.work()
  expect(await subscription(accountId)).toMatchObject({ state: 'active' })
})

it('a card plan goes on when it is resumed, though the worker writes meanwhile that it was cancelled; its pages hear of it', async () => {
  const accountId = await house.makeAccount()
  const { id } = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
  await house.hook(house.cards.pay(id))
  await house.work()
  const own = { subscriptionId: (await subscription(accountId)).id }
  const heard: unknown[] = []
  const leave = await live().subscribe(({ room, name, payload }) => {
    if (room === `account:${accountId}` && name === subscriptionChanged) heard.push(payload)
  })
  const told = (state: string) => vi.waitFor(() => expect(heard.at(-1)).toEqual({ ...own, state }))

  await cancelSubscription(as(accountId), own)
  await told('cancelled')
  const { renewals } = house.cards
  if (!renewals) throw new Error('These cards renew.')
  const setCancelled = renewals.setCancelled.bind(renewals)
  vi.spyOn(renewals, 'setCancelled').mockImplementationOnce(async (...change) => {
    await house.hook(house.cards.changeSubscription(`sub_${id}`, {}))
    expect(await house.work()).toEqual(['cancelled'])
    return setCancelled(...change)
  })
  // Asked a moment before the worker asks.
  const resumed = resumeSubscription({ ...as(accountId), now: new Date(Date.now() - 5) }, own)
  expect(await resumed).toMatchObject({ state: 'active' })
  expect(await subscription(accountId)).toMatchObject({ state: 'active', cancelledAt: null })
  await told('active')

  // On the provider's own page; the worker began before what it is told of, and asks after it.
  await house.hook(house.cards.changeSubscription(`sub_${id}`, { cancelsAtPeriodEnd: true }))
  await house.work(new Date(Date.now() - 60_000))
  await told('cancelled')
  await leave()
})

it('a card plan that is given up on its provider’s page while it is unpaid ends at once, there too', async () => {
  const accountId = await house.makeAccount()
  const { id } = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
  await house.hook(house.cards.pay(id))
  await house.work()
  const sub = `sub_${id}`
  const paidTo = house.cards.subscriptions.get(sub)?.periodEndsAt ?? new Date()
  // The provider has begun the next period all the same.
  const unpaid = { state: 'past-due', periodStartsAt: paidTo, periodEndsAt: inDays(62) } as const
  await house.hook(house.cards.changeSubscription(sub, unpaid))
  await house.work()
  expect(await subscription(accountId)).toMatchObject({ state: 'past-due', endedAt: null })
  await house.hook(house.cards.changeSubscription(sub, { cancelsAtPeriodEnd: true }))
  await house.work(undefined, { endsAtProvider: true })
  const ended = await subscription(accountId)
  expect(ended).toMatchObject({ state: 'ended', endedAt: expect.any(String) as string })
  expect(house.cards.subscriptions.get(sub)).toMatchObject({ state: 'ended' })
  expect([
    await toldOf('subscription.cancelled', ended.id),
    await toldOf('subscription.ended', ended.id),
  ]).toEqual([0, 1])
})

it('a transfer plan that is cancelled runs to its end; a whole refund ends it at once', async () => {
  const accountId = await house.makeAccount()
  const finance = as(randomUUID(), 'finance')
  const { code, id } = await house.start(accountId, (await offerPlan()).priceId)
  await house.transfer(`${code}`, 90_000)
  const { id: subscriptionId } = await subscription(accountId)
  await cancelSubscription(as(accountId), { subscriptionId })
  expect(await mayWatch(accountId, 20)).toBe(true)
  await expect(openPortal(as(accountId), { subscriptionId })).rejects.toMatchObject({
    code: 'subscription.no-portal',
  })
  const refund = await refundPayment(finance, { paymentId: id, reason: 'đổi ý', requestKey: randomUUID() })
  await confirmRefund(finance, { refundId: refund.id })
  await house.work()
  expect(await subscription(accountId)).toMatchObject({ state: 'ended' })
  expect(await mayWatch(accountId, 1)).toBe(false)
})

it('what a card’s provider was asked earlier is passed over, though what it was asked later changed nothing', async () => {
  const accountId = await house.makeAccount()
  const { id } = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
  await house.hook(house.cards.pay(id))
  await house.work()
  const state = house.cards.subscriptions.get(`sub_${id}`)
  if (!state) throw new Error('No subscription.')
  const take = (cancelsAtPeriodEnd: boolean, minutes: number) =>
    inTransaction((tx) =>
      applySubscription(tx, system(), 'stripe', {
        state: { ...state, cancelsAtPeriodEnd },
        seenAt: new Date(Date.now() + minutes * 60_000),
      }),
    )
  // It was cancelled and resumed there; what was fetched between the two is written last.
  await take(false, 2)
  await take(true, 1)
  expect(await subscription(accountId)).toMatchObject({ state: 'active' })
  await take(true, 3)
  expect(await subscription(accountId)).toMatchObject({ state: 'cancelled' })
})

it.each(['the same plan', 'another plan'])(
  'a transfer for %s that comes while the old one is being ended opens it anew',
  async (which) => {
    const accountId = await house.makeAccount()
    const { priceId } = await offerPlan()
    const first = await house.start(accountId, priceId)
    await house.transfer(`${first.code}`, 90_000)
    const old = await subscription(accountId)
    await cancelSubscription(as(accountId), { subscriptionId: old.id })
    const wanted = which === 'another plan' ? (await offerPlan()).priceId : priceId
    const next = await house.start(accountId, wanted)
    const inHand: { transfer?: Promise<string> } = {}
    // As the sweep does, which holds the row alone.
    await inTransaction(async (tx) => {
      const row = await lockSubscription(tx, old.id)
      if (!row) throw new Error('No row.')
      await endSubscription(tx, system(), row, 'run-out')
      inHand.transfer = house.transfer(`${next.code}`, 90_000)
      await untilOneWaits()
    })
    expect(await inHand.transfer).toBe('settled')
    const { subscriptions } = await listSubscriptions(as(accountId))
    expect(subscriptions.map(({ id, state, endedAt }) => [id === old.id, state, endedAt !== null])).toEqual([
      [false, 'active', false],
      [true, 'ended', true],
    ])
    expect(subscriptions[0]).toMatchObject({ priceId: wanted })
  },
)

/** Until a statement of this test's own database waits for a lock. */
async function untilOneWaits(): Promise<void> {
  const waiting = sql`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  await expect
    .poll(async () => (await database().execute<{ count: number }>(waiting))[0]?.count, { timeout: 30_000 })
    .toBe(1)
}
