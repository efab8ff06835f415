import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { live } from '../../platform/live/live.ts'
import { closePostgres, inTransaction } from '../../platform/postgres/postgres.ts'
import { applySubscription } from './apply-subscription.ts'
import {
  cancelSubscription,
  expirePayments,
  listSubscriptions,
  openPortal,
  resumeSubscription,
} from './index.ts'
import { subscriptionChanged } from './schemas.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan, withdrawPlan } from './testing/offers.repository.ts'
import { countTold } from './testing/outbox.repository.ts'

const house = openHouse()
const { system, as, gained, subscription } = house
const dayMs = 24 * 3_600_000
const inDays = (days: number) => new Date(Date.now() + days * dayMs)
let titleId: string
const mayWatch = (accountId: string, days: number) => house.mayWatch(accountId, titleId, inDays(days))

beforeAll(async () => {
  titleId = await house.makeFilm()
})
afterAll(closePostgres)

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
  expect([await mayWatch(accountId, 6), await mayWatch(accountId, 8.1)]).toEqual([true, false])
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
    expect([type, await countTold(`subscription.${type}`, trial.id)]).toEqual([type, 1])
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
    await countTold('subscription.cancelled', ended.id),
    await countTold('subscription.ended', ended.id),
  ]).toEqual([0, 1])
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
