import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { findRight, startRental } from '../entitlements/index.ts'
import { startPayment } from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerTitle } from './testing/offers.repository.ts'

const house = openHouse()
const { system, as, gained } = house
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)

afterAll(closePostgres)

it('a rental begins with the first watching, within 30 days, and lasts 48 hours', async () => {
  const accountId = await house.makeAccount()
  const film = await house.makeFilm()
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
    const film = await house.makeFilm()
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
  const film = await house.makeFilm()
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
