import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { auditEntries } from '#db/postgres/schema/index.ts'
import { createContext, type Context } from '../../platform/context/context.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import {
  cancelPayment,
  cancelSubscription,
  confirmRefund,
  endAtProvider,
  endSubscriptionOf,
  exportBilling,
  getCredit,
  getPayableCredit,
  getPayment,
  getReceipt,
  listEntries,
  listSubscriptions,
  openPortal,
  payBackCredit,
  quoteRenewal,
  refundPayment,
} from './index.ts'
import { openHouse } from './testing/house.ts'
import { changePrice, offerPlan, withdrawPlan } from './testing/offers.repository.ts'

const house = openHouse()
const { system, as } = house
const child = (accountId: string): Context =>
  createContext({ kind: 'account', accountId, role: 'viewer', isKids: true })

afterAll(closePostgres)

it('a receipt tells what came in, what was too much and what went back; others find none', async () => {
  const accountId = await house.makeAccount()
  const { id: paymentId, code } = await house.start(accountId, (await offerPlan()).priceId)
  await house.transfer(`${code}`, 40_000)
  await house.transfer(`${code}`, 60_000)
  const finance = as(await house.makeAccount(), 'finance')
  const { id: refundId } = await refundPayment(finance, {
    paymentId,
    amountMinor: 30_000,
    reason: 'nội bộ',
    requestKey: randomUUID(),
  })
  const receipt = await getReceipt(as(accountId), { paymentId })
  expect(receipt).toMatchObject({
    seller: 'Marquee',
    buyer: { email: expect.stringContaining('@example.com') as string },
    payment: { amountMinor: 90_000, receivedMinor: 100_000, refundedMinor: 0, state: 'settled' },
    creditedMinor: 10_000,
    transfers: [{ amountMinor: 40_000 }, { amountMinor: 60_000 }],
    refunds: [{ amountMinor: 30_000, state: 'asked' }],
    reference: null,
  })
  expect(JSON.stringify(receipt)).not.toContain('nội bộ')
  await confirmRefund(finance, { refundId })
  expect(await getReceipt(as(accountId), { paymentId })).toMatchObject({
    payment: { refundedMinor: 30_000 },
    refunds: [{ state: 'done' }],
  })
  expect(await getCredit(as(accountId))).toEqual([{ currency: 'VND', amountMinor: 10_000 }])

  const other = as(await house.makeAccount())
  await expect(getReceipt(other, { paymentId })).rejects.toMatchObject({ code: 'payment.not-found' })
  await expect(getCredit(other, { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(exportBilling(other, { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await getCredit(other)).toEqual([])
  const data = await exportBilling(as(accountId), { accountId })
  expect(data).toMatchObject({
    payments: [{ id: paymentId, creditedMinor: 10_000, refunds: [{ amountMinor: 30_000 }] }],
    subscriptions: [{ state: 'active', renews: 'by-transfer' }],
    credit: [{ amountMinor: 10_000 }],
  })
  expect(JSON.stringify(data)).not.toContain('nội bộ')
})

it('credit is paid back by staff: never more than there is, once for each key, and written down', async () => {
  const accountId = await house.makeAccount()
  const finance = as(await house.makeAccount(), 'finance')
  const { code } = await house.start(accountId, (await offerPlan()).priceId)
  await house.transfer(`${code}`, 100_000)
  const pay = (amountMinor: number, requestKey: string = randomUUID()) =>
    payBackCredit(finance, { accountId, amountMinor, note: 'FT2607', requestKey })
  await house.gained()
  const tooMuch = { code: 'credit.too-little', params: { creditMinor: 10_000 } }
  await expect(pay(10_001)).rejects.toMatchObject(tooMuch)
  const twice = await Promise.all([pay(4000, 'same-key-1'), pay(4000, 'same-key-1')])
  expect(twice).toEqual([6000, 6000].map((amountMinor) => ({ currency: 'VND', amountMinor })))
  await expect(pay(5000, 'same-key-1')).rejects.toMatchObject({ code: 'payment.request-key-used' })
  const atOnce = await Promise.allSettled([pay(6000), pay(6000)])
  expect(atOnce.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await house.gained()).toEqual({ 'cash VND': -10_000, 'credit VND': 10_000 })
  expect(await getCredit(as(accountId))).toEqual([])
  const { entries } = await listEntries(finance, { source: 'credit.paid-back', person: accountId })
  expect(entries.map(({ note }) => note)).toEqual(['FT2607', 'FT2607'])
  const noted = and(eq(auditEntries.action, 'credit.pay-back'), eq(auditEntries.subjectId, accountId))
  expect(await database().$count(auditEntries, noted)).toBe(2)
  const input = { accountId, amountMinor: 1, note: 'x', requestKey: randomUUID() }
  for (const role of ['viewer', 'support'] as const)
    await expect(payBackCredit(as(accountId, role), input)).rejects.toMatchObject({ kind: 'forbidden' })
})

it('what a card has back by itself is not paid back by staff as well', async () => {
  const accountId = await house.makeAccount()
  const finance = as(await house.makeAccount(), 'finance')
  const [one, other] = [
    await house.start(accountId, (await offerPlan()).priceId, 'stripe'),
    await house.start(accountId, (await offerPlan()).priceId, 'stripe'),
  ]
  for (const { id } of [one, other]) await house.hook(house.cards.pay(id))
  await house.work()
  expect(await getCredit(as(accountId))).toMatchObject([{ amountMinor: 90_000 }])
  const pay = () =>
    payBackCredit(finance, { accountId, amountMinor: 90_000, note: 'FT1', requestKey: randomUUID() })
  const payable = async () => (await getPayableCredit(finance, { accountId })).amountMinor
  expect(await payable()).toBe(0)
  await expect(pay()).rejects.toMatchObject({ code: 'credit.too-little', params: { creditMinor: 0 } })
  await expect(getPayableCredit(as(accountId), { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
  // Once the provider has refused, staff may.
  house.cards.refusesRefunds = true
  await house.sendRefunds(other.id)
  house.cards.refusesRefunds = false
  expect(await payable()).toBe(90_000)
  expect(await pay()).toEqual({ currency: 'VND', amountMinor: 0 })
})

it("a child's profile neither sees nor changes what the house pays", async () => {
  const accountId = await house.makeAccount()
  const { id: paymentId } = await house.start(accountId, (await offerPlan()).priceId)
  const subscriptionId = randomUUID()
  const refused = { code: 'auth.kids-profile' }
  await expect(getPayment(child(accountId), { paymentId })).rejects.toMatchObject(refused)
  await expect(getReceipt(child(accountId), { paymentId })).rejects.toMatchObject(refused)
  await expect(getCredit(child(accountId))).rejects.toMatchObject(refused)
  await expect(cancelPayment(child(accountId), { paymentId })).rejects.toMatchObject(refused)
  await expect(cancelSubscription(child(accountId), { subscriptionId })).rejects.toMatchObject(refused)
  await expect(openPortal(child(accountId), { subscriptionId })).rejects.toMatchObject(refused)
})

it('a renewal costs what the plan costs today, and nothing where it is no longer sold', async () => {
  const { planId, priceId } = await offerPlan()
  const ask = () => quoteRenewal(system(), { planId, interval: 'month', currency: 'VND' })
  expect(await ask()).toEqual({ priceId, currency: 'VND', amountMinor: 90_000 })
  await changePrice(priceId)
  expect(await ask()).toMatchObject({ amountMinor: 91_000 })
  expect(await quoteRenewal(system(), { planId, interval: 'year', currency: 'VND' })).toBeNull()
  await withdrawPlan(planId)
  expect(await ask()).toBeNull()
})

it('whoever is erased is charged no more', async () => {
  const accountId = await house.makeAccount()
  const { id } = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
  await house.hook(house.cards.pay(id))
  await house.work()
  const [plan] = (await listSubscriptions(as(accountId))).subscriptions
  expect(plan).toMatchObject({ state: 'active', renews: 'by-itself' })
  await expect(endSubscriptionOf(as(accountId), { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
  await endSubscriptionOf(system(), { accountId })
  await endSubscriptionOf(system(), { accountId })
  await endAtProvider(system(), { subscriptionId: plan?.id ?? '' })
  expect([...house.cards.subscriptions.values()].find(({ paymentId }) => paymentId === id)?.state).toBe(
    'ended',
  )
  expect((await listSubscriptions(as(accountId))).subscriptions).toMatchObject([{ state: 'ended' }])
})
