import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import {
  cancelPayment,
  creditTransfer,
  expirePayments,
  listTransfers,
  matchTransfer,
  returnTransfer,
} from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan, offerTitle, withdrawPlan } from './testing/offers.repository.ts'
import { toldEvents } from './testing/outbox.repository.ts'

const house = openHouse()
const { system, as, gained } = house
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)
let titleId: string
const mayWatch = (accountId: string) => house.mayWatch(accountId, titleId)

beforeAll(async () => {
  titleId = await house.makeFilm()
})
afterAll(closePostgres)

it('underpaid: held and told, nothing opened; the rest completes it', async () => {
  const accountId = await house.makeAccount()
  const { code, id } = await house.start(accountId, (await offerPlan()).priceId)
  await gained()
  expect(await house.transfer(`${code}`, 50_000)).toBe('held')
  expect(await gained()).toEqual({ 'cash VND': 50_000, 'liability VND': -50_000 })
  const held = await house.payment(accountId, id)
  expect(held).toMatchObject({ state: 'held', missingMinor: 40_000 })
  // EMVCo: field 54 is the amount, five digits long.
  expect(held).toMatchObject({ instructions: { qr: expect.stringContaining('540540000') as string } })
  expect(await mayWatch(accountId)).toBe(false)
  expect(await toldEvents('payment.held')).toContainEqual(
    expect.objectContaining({ paymentId: id, missingMinor: 40_000 }),
  )
  expect(await house.transfer(`${code}`, 40_000)).toBe('settled')
  expect(await gained()).toEqual({
    'cash VND': 40_000,
    'liability VND': 50_000,
    'revenue VND': -90_000,
  })
  expect(await mayWatch(accountId)).toBe(true)
})

it('overpaid: granted once, the surplus credited; a second transfer: credited', async () => {
  const accountId = await house.makeAccount()
  const { code, id } = await house.start(accountId, (await offerPlan()).priceId)
  await gained()
  expect(await house.transfer(`${code}`, 100_000)).toBe('settled')
  expect(await gained()).toEqual({ 'cash VND': 100_000, 'revenue VND': -90_000, 'credit VND': -10_000 })
  expect(await house.transfer(`${code}`, 90_000)).toBe('credited')
  expect(await gained()).toEqual({ 'cash VND': 90_000, 'credit VND': -90_000 })
  expect(await house.payment(accountId, id)).toMatchObject({ surplusMinor: 100_000 })
})

it('paid after expiry: honoured as long as the offer stands, else credited', async () => {
  const accountId = await house.makeAccount()
  const { priceId, planId } = await offerPlan()
  const first = await house.start(accountId, priceId)
  await expirePayments(system(later(25)))
  expect(await house.payment(accountId, first.id)).toMatchObject({ state: 'expired', instructions: null })
  await gained()
  expect(await house.transfer(`${first.code}`, 90_000)).toBe('settled')
  expect(await gained()).toEqual({ 'cash VND': 90_000, 'revenue VND': -90_000 })
  const [second, third] = [await house.start(accountId, priceId), await house.makeAccount()]
  const inTime = await house.start(third, priceId)
  await expirePayments(system(later(25)))
  await withdrawPlan(planId)
  expect(await house.transfer(`${second.code}`, 90_000, { at: later(25) })).toBe('credited')
  expect(await gained()).toEqual({ 'cash VND': 90_000, 'credit VND': -90_000 })
  // Paid in time, heard of late: it is the bank's moment that counts.
  await house.hook(house.bank.receive({ content: `${inTime.code}`, amountVnd: 90_000 }))
  expect(await house.work(later(26))).toEqual(['settled'])
  expect(await gained()).toEqual({ 'cash VND': 90_000, 'revenue VND': -90_000 })
})

it('by the code, else by the text however the bank writes it, else the queue; strange accounts are put aside', async () => {
  const accountId = await house.makeAccount()
  const { code } = await house.start(accountId, (await offerPlan()).priceId)
  const wrapped = `${code?.slice(0, 5)}-${code?.slice(5).toLowerCase()}`
  await gained()
  expect(await house.transfer(`CT DEN:123 ${wrapped} Nguyen Van A`, 90_000)).toBe('settled')
  await gained()
  expect(await house.transfer('tien com', 20_000)).toBe('queued')
  expect(await gained()).toEqual({ 'cash VND': 20_000, 'liability VND': -20_000 })
  const strange = house.bank.receive({ content: `${code}`, amountVnd: 90_000, accountNumber: '999' })
  await house.hook(strange)
  expect(await house.work()).toEqual(['quarantined'])
  expect(await gained()).toEqual({})
})

it('staff match, credit and return what waits; nobody else', async () => {
  const accountId = await house.makeAccount()
  const finance = as(randomUUID(), 'finance')
  const payment = await house.start(accountId, (await offerPlan()).priceId)
  for (const text of ['một', 'hai', 'ba']) await house.transfer(text, 90_000)
  const waiting = (await listTransfers(finance)).transfers.filter(({ content }) =>
    ['một', 'hai', 'ba'].includes(content),
  )
  const [one = '', two = '', three = ''] = waiting.map(({ id }) => id)
  await expect(
    matchTransfer(as(accountId), { transferId: one, paymentId: payment.id }),
  ).rejects.toMatchObject({ kind: 'forbidden' })
  await gained()
  await matchTransfer(finance, { transferId: one, paymentId: payment.id })
  expect(await gained()).toEqual({ 'liability VND': 90_000, 'revenue VND': -90_000 })
  await creditTransfer(finance, { transferId: two, accountId })
  expect(await gained()).toEqual({ 'liability VND': 90_000, 'credit VND': -90_000 })
  await returnTransfer(finance, { transferId: three, note: 'trả lại' })
  expect(await gained()).toEqual({ 'liability VND': 90_000, 'cash VND': -90_000 })
  await expect(returnTransfer(finance, { transferId: three, note: 'nữa' })).rejects.toMatchObject({
    code: 'transfer.settled',
  })
  await house.work()
  expect(await mayWatch(accountId)).toBe(true)
})

it('what is held for a payment can go back; the payment then waits anew', async () => {
  const accountId = await house.makeAccount()
  const finance = as(randomUUID(), 'finance')
  const { code, id } = await house.start(accountId, (await offerPlan()).priceId)
  await house.transfer(`${code}`, 10_000)
  const { transfers } = await listTransfers(finance, { show: 'all', paymentId: id })
  await gained()
  await returnTransfer(finance, { transferId: transfers[0]?.id ?? '', note: 'khách xin lại' })
  expect(await gained()).toEqual({ 'cash VND': -10_000, 'liability VND': 10_000 })
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'pending', receivedMinor: 0 })
  expect(await house.transfer(`${code}`, 90_000)).toBe('settled')
})

it('what was given up stays so, though too little came for it and went back', async () => {
  const accountId = await house.makeAccount()
  const finance = as(randomUUID(), 'finance')
  const { code, id } = await house.start(accountId, (await offerPlan()).priceId)
  await cancelPayment(as(accountId), { paymentId: id })
  await house.transfer(`${code}`, 10_000)
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'held' })
  const { transfers } = await listTransfers(finance, { show: 'all', paymentId: id })
  await returnTransfer(finance, { transferId: transfers[0]?.id ?? '', note: 'khách xin lại' })
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'cancelled', receivedMinor: 0 })
})

it('what ended by credit stays ended, though more came for it later and went back', async () => {
  const accountId = await house.makeAccount()
  const finance = as(randomUUID(), 'finance')
  const priceId = await offerTitle('purchase', await house.makeFilm())
  const card = await house.start(accountId, priceId, 'stripe')
  const { code, id } = await house.start(accountId, priceId)
  await house.hook(house.cards.pay(card.id))
  await house.work()
  expect(await house.transfer(`${code}`, 10_000)).toBe('held')
  expect(await house.transfer(`${code} rest`, 20_000)).toBe('credited')
  const ended = { state: 'cancelled', receivedMinor: 30_000, missingMinor: 0 }
  expect(await house.payment(accountId, id)).toMatchObject(ended)
  const giveBack = (transferId: string) => returnTransfer(finance, { transferId, note: 'khách xin lại' })
  const makeCredit = (transferId: string) => creditTransfer(finance, { transferId, accountId })
  for (const go of [giveBack, makeCredit]) {
    expect(await house.transfer(`${code} ${go.name}`, 5_000)).toBe('held')
    const { transfers } = await listTransfers(finance, { show: 'all', paymentId: id })
    // What it ended with is credit by now, whatever is held beside it.
    for (const content of [`${code}`, `${code} rest`]) {
      const credited = transfers.find((transfer) => transfer.content === content)?.id ?? ''
      await expect(go(credited)).rejects.toMatchObject({ code: 'transfer.settled' })
    }
    const held = (await listTransfers(finance, { show: 'held', paymentId: id })).transfers
    expect(held.map(({ amountMinor }) => amountMinor)).toEqual([5_000])
    await go(held[0]?.id ?? '')
    expect(await house.payment(accountId, id)).toMatchObject(ended)
  }
  await expirePayments(system(later(25)))
  expect(await house.payment(accountId, id)).toMatchObject(ended)
  expect(await house.payment(accountId, card.id)).toMatchObject({ state: 'settled' })
})
