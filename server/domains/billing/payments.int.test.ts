import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { createTitle } from '../catalogue/index.ts'
import { findRight, listEntitlements, startRental } from '../entitlements/index.ts'
import {
  cancelPayment,
  confirmRefund,
  creditTransfer,
  expirePayments,
  getPayment,
  keepEvent,
  listPayments,
  listTransfers,
  matchTransfer,
  reconcile,
  refundPayment,
  replayEvent,
  returnTransfer,
  sendRefund,
  startPayment,
} from './index.ts'
import { openHouse } from './testing/house.ts'
import { changePrice, offerPlan, offerTitle, withdrawPlan } from './testing/offers.repository.ts'
import { openEvents, toldEvents } from './testing/outbox.repository.ts'

const house = openHouse()
const { system, as, gained } = house
const hourMs = 3_600_000
const later = (hours: number) => new Date(Date.now() + hours * hourMs)
let titleId: string

const anotherFilm = async () =>
  (await createTitle(system(), { kind: 'film', title: { vi: `Phim ${randomUUID()}` } })).id
const mayWatch = async (accountId: string, at = new Date()) =>
  (await findRight(system(at), { accountId, titleId, kind: 'film' })) !== null

beforeAll(async () => {
  titleId = (await createTitle(system(), { kind: 'film', title: { vi: 'Phim' } })).id
})
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

it('the same webhook a thousand times has one effect', async () => {
  const accountId = await house.makeAccount()
  const { code, id } = await house.start(accountId, (await offerPlan()).priceId)
  const event = house.bank.receive({ content: `thanh toan ${code}`, amountVnd: 90_000 })
  const kept = await Promise.all(Array.from({ length: 1000 }, () => house.hook(event)))
  expect(kept.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(await openEvents()).toHaveLength(1)
  await gained()
  expect(await house.work()).toEqual(['settled'])
  expect(await gained()).toEqual({ 'cash VND': 90_000, 'revenue VND': -90_000 })
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'settled', receivedMinor: 90_000 })
  const told = await toldEvents('payment.settled')
  expect(told.filter(({ paymentId }) => paymentId === id)).toHaveLength(1)
  expect(await mayWatch(accountId)).toBe(true)
  expect(await mayWatch(accountId, later(24 * 32))).toBe(false)
})

it('what is not signed, altered or too large is refused and leaves nothing', async () => {
  const event = house.bank.receive({ content: 'x', amountVnd: 1000 })
  const { rawBody } = house.bank.call(event)
  const keep = (headers: Headers, body: Uint8Array) =>
    keepEvent(system(), { provider: 'sepay', headers, rawBody: body })
  await expect(keep(new Headers(), rawBody)).rejects.toMatchObject({ code: 'webhook.refused', status: 401 })
  const right = new Headers({ authorization: 'Apikey right' })
  await expect(keep(right, new Uint8Array(600_000))).rejects.toMatchObject({ status: 413 })
  await expect(
    keepEvent(as(await house.makeAccount()), { provider: 'sepay', headers: right, rawBody }),
  ).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await openEvents()).toHaveLength(0)
})

it('the same transfer by webhook and by reconciliation is one payment; what no webhook told is found', async () => {
  const accountId = await house.makeAccount()
  const { code } = await house.start(accountId, (await offerPlan()).priceId)
  await house.transfer(`${code}`, 90_000)
  const other = await house.makeAccount()
  const lost = await house.start(other, (await offerPlan()).priceId)
  house.bank.receive({ content: `${lost.code}`, amountVnd: 90_000 })
  await gained()
  const range = { from: later(-1), until: later(1) }
  await reconcile(system(), range)
  expect((await house.work()).filter((outcome) => outcome === 'settled')).toHaveLength(1)
  await reconcile(system(), range)
  await house.work()
  expect(await gained()).toMatchObject({ 'revenue VND': -90_000 })
  expect(await house.payment(other, lost.id)).toMatchObject({ state: 'settled' })
})

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
  const priceId = await offerTitle('purchase', await anotherFilm())
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

it('what ended by credit and went back by card stays ended, though that refund does not arrive', async () => {
  const accountId = await house.makeAccount()
  const priceId = await offerTitle('purchase', await anotherFilm())
  const card = await house.start(accountId, priceId, 'stripe')
  const { code, id } = await house.start(accountId, priceId)
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

it('a webhook about another account’s charge, or in another currency, changes nothing', async () => {
  const priceId = await offerTitle('purchase', await anotherFilm(), { currency: 'USD' })
  const [mine, theirs] = [await house.makeAccount(), await house.makeAccount()]
  const own = await house.start(mine, priceId, 'stripe')
  const other = await house.start(theirs, priceId, 'stripe')
  await gained()
  // Their charge says to be mine.
  await house.hook(house.cards.pay(other.id, { paymentId: own.id }))
  expect(await house.work()).toEqual(['foreign'])
  await house.hook(house.cards.pay(own.id, { received: { amountMinor: 30_000, currency: 'VND' } }))
  expect(await house.work()).toEqual(['foreign'])
  expect(await gained()).toEqual({})
  expect(await house.payment(mine, own.id)).toMatchObject({ state: 'pending' })
})

it('a provider that is away keeps the event for later; a replay does nothing twice', async () => {
  const accountId = await house.makeAccount()
  const priceId = await offerTitle('purchase', await anotherFilm(), { currency: 'USD' })
  const { id } = await house.start(accountId, priceId, 'stripe')
  const event = house.cards.pay(id)
  house.cards.isAway = true
  await house.hook(event)
  await expect(house.work()).rejects.toMatchObject({ kind: 'unavailable' })
  house.cards.isAway = false
  const [waiting = ''] = await openEvents()
  expect(await house.work()).toEqual(['settled'])
  await gained()
  await replayEvent(as(randomUUID(), 'finance'), { id: waiting })
  expect(await house.work()).toEqual(['settled'])
  expect(await gained()).toEqual({})
  await expect(replayEvent(as(accountId), { id: waiting })).rejects.toMatchObject({ kind: 'forbidden' })
})

it('a rental begins with the first watching, within 30 days, and lasts 48 hours', async () => {
  const accountId = await house.makeAccount()
  const film = (await createTitle(system(), { kind: 'film', title: { vi: 'Phim thuê' } })).id
  const { code } = await house.start(accountId, await offerTitle('rental', film))
  await house.transfer(`${code}`, 30_000)
  const find = (hours: number) => findRight(system(later(hours)), { accountId, titleId: film, kind: 'film' })
  expect(await find(24 * 29)).toMatchObject({ reason: 'rental', startsByWatching: true })
  expect(await find(24 * 31)).toBeNull()
  const right = await find(24)
  const start = (hours: number) =>
    startRental(system(later(hours)), { entitlementId: right?.entitlementId ?? '' })
  await start(24)
  await start(30)
  expect(await find(24 + 47)).toMatchObject({ startsByWatching: false })
  expect(await find(24 + 49)).toBeNull()
})

it('a film is paid once: by two ways at once the second is credited or given back; what one has is not sold', async () => {
  for (const [isCardFirst, back] of [
    [true, {}],
    [false, { 'cash VND': -30_000, 'credit VND': 30_000 }],
  ] as const) {
    const accountId = await house.makeAccount()
    const film = await anotherFilm()
    const priceId = await offerTitle('purchase', film)
    const card = await house.start(accountId, priceId, 'stripe')
    const transfer = await house.start(accountId, priceId)
    expect(await house.payment(accountId, card.id)).toMatchObject({ state: 'expired' })
    await gained()
    const byBank = house.bank.receive({ content: `${transfer.code}`, amountVnd: 30_000 })
    const events = [house.cards.pay(card.id), byBank]
    // Nothing is granted yet when the second is heard of.
    for (const event of isCardFirst ? events : events.toReversed()) await house.hook(event)
    await house.work()
    expect(await gained()).toEqual({ 'cash VND': 60_000, 'revenue VND': -30_000, 'credit VND': -30_000 })
    await house.sendRefunds(card.id, transfer.id)
    expect(await gained()).toEqual(back)
    const find = () => findRight(system(), { accountId, titleId: film, kind: 'film' })
    expect(await find()).toMatchObject({ reason: 'purchase' })
    await expect(house.start(accountId, priceId)).rejects.toMatchObject({ code: 'offer.owned' })
    const rental = await offerTitle('rental', film)
    await expect(house.start(accountId, rental)).rejects.toMatchObject({ code: 'offer.owned' })
  }
})

it('what is rented is not rented again until it is over, and may be bought', async () => {
  const accountId = await house.makeAccount()
  const film = await anotherFilm()
  const rental = await offerTitle('rental', film)
  const { code, id } = await house.start(accountId, rental)
  const start = (provider: 'sepay' | 'stripe', at?: Date) =>
    startPayment(
      { ...as(accountId), ...(at && { now: at }) },
      { priceId: rental, provider, requestKey: randomUUID() },
    )
  await house.transfer(`${code}`, 30_000)
  await expect(start('stripe')).rejects.toMatchObject({ code: 'offer.rented' })
  const { entitlementId = '' } = (await findRight(system(), { accountId, titleId: film, kind: 'film' })) ?? {}
  await startRental(system(), { entitlementId })
  await expect(start('stripe', later(47))).rejects.toMatchObject({ code: 'offer.rented' })
  expect((await start('sepay', later(49))).id).not.toBe(id)
  const bought = await house.start(accountId, await offerTitle('purchase', film))
  await gained()
  expect(await house.transfer(`${bought.code}`, 30_000)).toBe('settled')
  expect(await gained()).toEqual({ 'cash VND': 30_000, 'revenue VND': -30_000 })
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
