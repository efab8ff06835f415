import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { cancelPayment, getPayment, listPayments, startPayment } from './index.ts'
import { openHouse } from './testing/house.ts'
import { changePrice, offerPlan, withdrawPlan } from './testing/offers.repository.ts'

const house = openHouse()
const { as, gained } = house

afterAll(closePostgres)

it('starts a payment once for each key, and once for the same price at once', async () => {
  const accountId = await house.makeAccount()
  const { priceId } = await offerPlan()
  const ask = (requestKey: string) => startPayment(as(accountId), { priceId, provider: 'sepay', requestKey })
  const first = await Promise.all(['key-one-1', 'key-one-1'].map(ask))
  const started = [...first, ...(await Promise.all(['key-one-1', 'key-two-2', 'key-three-3'].map(ask)))]
  expect(new Set(started.map(({ id }) => id)).size).toBe(1)
  const { code, instructions } = await getPayment(as(accountId), { paymentId: started[0]?.id ?? '' })
  expect(instructions).toMatchObject({ kind: 'transfer', content: code, qr: `QR 90000 ${code}` })
  const other = (await offerPlan()).priceId
  await expect(
    startPayment(as(accountId), { priceId: other, provider: 'sepay', requestKey: 'key-one-1' }),
  ).rejects.toMatchObject({ code: 'payment.request-key-used' })
})

it('shows a price that changed again, and nothing that is withdrawn or in another currency', async () => {
  const accountId = await house.makeAccount()
  const changed = await offerPlan()
  await changePrice(changed.priceId)
  await expect(house.start(accountId, changed.priceId)).rejects.toMatchObject({ code: 'price.changed' })
  const withdrawn = await offerPlan()
  await withdrawPlan(withdrawn.planId)
  await expect(house.start(accountId, withdrawn.priceId)).rejects.toMatchObject({ code: 'offer.withdrawn' })
  const dollars = await offerPlan({ currency: 'USD', amountMinor: 499 })
  await expect(house.start(accountId, dollars.priceId)).rejects.toMatchObject({
    code: 'payment.currency-not-taken',
  })
  await expect(house.start(accountId, randomUUID())).rejects.toMatchObject({ code: 'price.not-found' })
})

it('a price that ends after the page was opened is honoured', async () => {
  const accountId = await house.makeAccount()
  const { priceId, planId } = await offerPlan()
  const { code } = await house.start(accountId, priceId)
  await changePrice(priceId)
  await withdrawPlan(planId)
  await gained()
  expect(await house.transfer(`${code}`, 90_000)).toBe('settled')
  expect(await gained()).toEqual({ 'cash VND': 90_000, 'revenue VND': -90_000 })
})

it('an own payment can be cancelled while nobody paid; others see none of it', async () => {
  const [accountId, stranger] = [await house.makeAccount(), await house.makeAccount()]
  const { id } = await house.start(accountId, (await offerPlan()).priceId)
  for (const ask of [getPayment, cancelPayment])
    await expect(ask(as(stranger), { paymentId: id })).rejects.toMatchObject({ code: 'payment.not-found' })
  await expect(listPayments(as(stranger), { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
  expect((await listPayments(as(stranger, 'support'), { accountId })).total).toBe(1)
  expect(await cancelPayment(as(accountId), { paymentId: id })).toMatchObject({ state: 'cancelled' })
  const card = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
  house.cards.pay(card.id)
  // Paid in the very moment: it is settled.
  expect(await cancelPayment(as(accountId), { paymentId: card.id })).toMatchObject({ state: 'settled' })
})
