import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { listEntitlements } from '../entitlements/index.ts'
import { confirmRefund, refundPayment, sendRefund } from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan, offerTitle } from './testing/offers.repository.ts'

const house = openHouse()
const { system, as, gained } = house
let titleId: string
const mayWatch = (accountId: string) => house.mayWatch(accountId, titleId)

beforeAll(async () => {
  titleId = await house.makeFilm()
})
afterAll(closePostgres)

it('a refund by transfer is asked, confirmed once, and takes the right back', async () => {
  const accountId = await house.makeAccount()
  const finance = as(randomUUID(), 'finance')
  const { code, id } = await house.start(accountId, (await offerPlan()).priceId)
  await house.transfer(`${code}`, 90_000)
  const ask = (amountMinor: number | undefined, requestKey: string) =>
    refundPayment(finance, { paymentId: id, amountMinor, reason: 'đổi ý', requestKey })
  await expect(ask(90_001, 'refund-0')).rejects.toMatchObject({ code: 'payment.not-refundable' })
  await expect(
    refundPayment(as(accountId), { paymentId: id, reason: 'x', requestKey: 'refund-00' }),
  ).rejects.toMatchObject({ kind: 'forbidden' })
  const part = await ask(30_000, 'refund-1')
  expect(await ask(30_000, 'refund-1')).toEqual(part)
  const rest = await ask(undefined, 'refund-2')
  expect(rest).toMatchObject({ amountMinor: 60_000, state: 'asked', byTransfer: true })
  await expect(ask(1, 'refund-3')).rejects.toMatchObject({ code: 'payment.not-refundable' })
  await gained()
  await confirmRefund(finance, { refundId: part.id })
  await confirmRefund(finance, { refundId: part.id })
  await house.work()
  expect(await gained()).toEqual({ 'refunds VND': 30_000, 'cash VND': -30_000 })
  expect(await mayWatch(accountId)).toBe(true)
  await confirmRefund(finance, { refundId: rest.id })
  await house.work()
  expect(await gained()).toEqual({ 'refunds VND': 60_000, 'cash VND': -60_000 })
  expect(await mayWatch(accountId)).toBe(false)
})

it('a card: late, twice and out of order, it never goes back; refund and dispute take the right', async () => {
  const accountId = await house.makeAccount()
  const priceId = await offerTitle('purchase', titleId, { currency: 'USD', amountMinor: 999 })
  const { id } = await house.start(accountId, priceId, 'stripe')
  await gained()
  const paid = house.cards.pay(id, { fee: { amountMinor: 59, currency: 'USD' } })
  const disputed = house.cards.change(id, { dispute: 'open' })
  for (const event of [disputed, paid, disputed, paid]) await house.hook(event)
  await house.work()
  expect(await gained()).toEqual({
    'cash USD': -59,
    'fees USD': 59,
    'revenue USD': -999,
    'disputes USD': 999,
  })
  expect(await mayWatch(accountId)).toBe(false)
  await house.hook(house.cards.change(id, { dispute: 'won' }))
  await house.work()
  expect(await gained()).toEqual({ 'cash USD': 999, 'disputes USD': -999 })
  expect(await mayWatch(accountId)).toBe(true)
  // What an old answer would say changes nothing.
  await house.hook(house.cards.change(id, { dispute: 'open', state: 'expired' }))
  await house.work()
  expect(await gained()).toEqual({})
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'settled', dispute: 'won' })
})

it('a card is refunded once, whoever tells of it first', async () => {
  const accountId = await house.makeAccount()
  const priceId = await offerTitle('rental', titleId, { currency: 'USD' })
  const { id } = await house.start(accountId, priceId, 'stripe')
  await house.hook(house.cards.pay(id))
  await house.work()
  await gained()
  const asked = await refundPayment(as(randomUUID(), 'finance'), {
    paymentId: id,
    amountMinor: 10_000,
    reason: 'giật hình',
    requestKey: randomUUID(),
  })
  house.cards.isAway = true
  await expect(sendRefund(system(), { refundId: asked.id })).rejects.toMatchObject({ kind: 'unavailable' })
  house.cards.isAway = false
  await sendRefund(system(), { refundId: asked.id })
  await sendRefund(system(), { refundId: asked.id })
  await house.hook(house.cards.change(id, {}))
  await house.work()
  expect(await gained()).toEqual({ 'cash USD': -10_000, 'refunds USD': 10_000 })
  expect(await house.payment(accountId, id)).toMatchObject({ refundedMinor: 10_000, refundableMinor: 20_000 })
})

it('what ended by credit and went back by card stays ended, though that refund does not arrive', async () => {
  const accountId = await house.makeAccount()
  const priceId = await offerTitle('purchase', await house.makeFilm())
  const { code, id } = await house.start(accountId, priceId)
  const card = await house.start(accountId, priceId, 'stripe')
  await house.transfer(`${code}`, 30_000)
  await house.hook(house.cards.pay(card.id))
  await house.work()
  await house.sendRefunds(card.id)
  expect(await house.payment(accountId, card.id)).toMatchObject({ state: 'cancelled', refundedMinor: 30_000 })
  await gained()
  const dong = (amountMinor: number) => ({ amountMinor, currency: 'VND' as const })
  const failed = { providerId: 're_x', money: dong(30_000), why: 'lost_or_stolen_card' }
  await house.hook(house.cards.change(card.id, { refunded: dong(0), failedRefunds: [failed] }))
  await house.work()
  expect(await gained()).toEqual({ 'cash VND': 30_000, 'credit VND': -30_000 })
  expect(await house.payment(accountId, card.id)).toMatchObject({ state: 'cancelled', refundedMinor: 0 })
  const rights = await listEntitlements(system(), { accountId })
  expect(rights.map(({ source, revokedAt }) => [source, revokedAt])).toEqual([[`payment:${id}`, null]])
})
