import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { listSubscriptions } from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan } from './testing/offers.repository.ts'

const house = openHouse()
const { as, gained, subscription } = house
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000)
let titleId: string
const mayWatch = (accountId: string, days: number) => house.mayWatch(accountId, titleId, inDays(days))

beforeAll(async () => {
  titleId = await house.makeFilm()
})
afterAll(closePostgres)

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
