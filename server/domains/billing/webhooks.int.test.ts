import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { forgetBodies, getEvent, keepEvent, listEvents, reconcile, replayEvent } from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan, offerTitle } from './testing/offers.repository.ts'
import { openEvents, toldEvents } from './testing/outbox.repository.ts'

const house = openHouse()
const { system, as, gained } = house
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)
let titleId: string
const mayWatch = (accountId: string, at?: Date) => house.mayWatch(accountId, titleId, at)

beforeAll(async () => {
  titleId = await house.makeFilm()
})
afterAll(closePostgres)

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

it('a webhook about another account’s charge, or in another currency, changes nothing', async () => {
  const priceId = await offerTitle('purchase', await house.makeFilm(), { currency: 'USD' })
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
  const priceId = await offerTitle('purchase', await house.makeFilm(), { currency: 'USD' })
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

it('the body of what was done long ago is emptied, and only that: the event stays as it ended, and is not replayed', async () => {
  const finance = as(randomUUID(), 'finance')
  const find = async (eventId: string) =>
    (await listEvents(finance, { limit: 200 })).events.find((event) => event.eventId === eventId)
  const done = house.bank.receive({ content: 'không của ai', amountVnd: 1000 })
  await house.hook(done)
  expect(await house.work()).toEqual(['queued'])
  const unread = { eventId: randomUUID(), kind: 'unreadable', about: 'unreadable', told: '' } as const
  await house.hook(unread)
  const { id } = await house.start(
    await house.makeAccount(),
    await offerTitle('purchase', await house.makeFilm(), { currency: 'USD' }),
    'stripe',
  )
  const failing = house.cards.pay(id)
  await house.hook(failing)
  house.cards.isAway = true
  await expect(house.work()).rejects.toMatchObject({ kind: 'unavailable' })
  house.cards.isAway = false
  const waiting = house.bank.receive({ content: 'đang chờ', amountVnd: 1000 })
  await house.hook(waiting)

  // 400 days are what a house keeps that has not said otherwise.
  expect(await forgetBodies(system(later(24 * 399)))).toEqual({ emptied: 0 })
  expect((await forgetBodies(system(later(24 * 401)))).emptied).toBeGreaterThan(0)
  expect(await forgetBodies(system(later(24 * 401)))).toEqual({ emptied: 0 })
  for (const { eventId } of [unread, failing, waiting])
    expect((await find(eventId))?.bodyBytes).toBeGreaterThan(0)
  const emptied = await find(done.eventId)
  expect(emptied).toMatchObject({ kind: 'transfer.in', outcome: 'queued', bodyBytes: null })
  const own = { id: emptied?.id ?? '' }
  expect(await getEvent(finance, own)).toMatchObject({ body: null, outcome: 'queued' })
  await expect(replayEvent(finance, own)).rejects.toMatchObject({ code: 'webhook-event.no-body' })
  expect(await house.hook(done)).toEqual({ isNew: false })
  expect(await house.work()).toEqual(['settled', 'queued'])
})
