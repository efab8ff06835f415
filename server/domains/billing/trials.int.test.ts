import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { createTitle } from '../catalogue/index.ts'
import { findRight } from '../entitlements/index.ts'
import { cancelPayment, expirePayments, listSubscriptions } from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan } from './testing/offers.repository.ts'

const house = openHouse()
const { system, as } = house
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000)
let titleId: string

beforeAll(async () => {
  titleId = (await createTitle(system(), { kind: 'film', title: { vi: 'Phim' } })).id
})
afterAll(closePostgres)

/** Somebody who is on the page where a trial of seven days begins. */
async function onPage() {
  const accountId = await house.makeAccount()
  const { priceId } = await offerPlan({ trialDays: 7 })
  const { id } = await house.start(accountId, priceId, 'stripe')
  const mayWatch = async (days: number) =>
    (await findRight(system(inDays(days)), { accountId, titleId, kind: 'film' })) !== null
  const states = async () => (await listSubscriptions(as(accountId))).subscriptions.map(({ state }) => state)
  return { accountId, id, priceId, mayWatch, states }
}

it('a trial that is given up at once is open to its end all the same', async () => {
  const { id, mayWatch, states } = await onPage()
  await house.hook(house.cards.pay(id))
  await house.hook(house.cards.changeSubscription(`sub_${id}`, { cancelsAtPeriodEnd: true }))
  await house.work()
  expect(await states()).toEqual(['cancelled'])
  expect([await mayWatch(0), await mayWatch(6)]).toEqual([true, true])
  await house.hook(house.cards.changeSubscription(`sub_${id}`, { state: 'ended' }))
  await house.work(inDays(7))
  expect(await mayWatch(7.1)).toBe(false)
})

it('a trial is open until its first charge comes, some hours after its end, and no longer', async () => {
  const { id, mayWatch } = await onPage()
  await house.hook(house.cards.pay(id))
  await house.work()
  expect([await mayWatch(7.5), await mayWatch(8.1)]).toEqual([true, false])
})

it('a trial whose news comes after its payment was over begins, and its payment says so', async () => {
  const [late, given] = [await onPage(), await onPage()]
  await cancelPayment(as(given.accountId), { paymentId: given.id })
  await expirePayments(system(inDays(1)))
  expect(await house.payment(late.accountId, late.id)).toMatchObject({ state: 'expired' })
  expect(await house.payment(given.accountId, given.id)).not.toMatchObject({ state: 'pending' })
  for (const { accountId, id, mayWatch } of [late, given]) {
    await house.hook(house.cards.pay(id))
    await house.work()
    expect(await house.payment(accountId, id)).toMatchObject({ state: 'settled', receivedMinor: 0 })
    expect(await mayWatch(6)).toBe(true)
  }
})

it('a trial that begins beside a plan that goes on bought nothing', async () => {
  const { accountId, id, priceId, states } = await onPage()
  const { code } = await house.start(accountId, priceId)
  await house.transfer(`${code}`, 90_000)
  await house.hook(house.cards.pay(id))
  await house.work()
  expect(await states()).toContain('active')
  expect(await house.payment(accountId, id)).not.toMatchObject({ state: 'settled' })
})
