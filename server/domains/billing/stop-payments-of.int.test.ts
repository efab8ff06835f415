import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { createTitle } from '../catalogue/index.ts'
import { endAtProvider, listSubscriptions, stopPaymentsOf } from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan, offerTitle } from './testing/offers.repository.ts'
import { toldEvents } from './testing/outbox.repository.ts'

const house = openHouse()
const { system, as } = house
const plansOf = async (accountId: string) => (await listSubscriptions(as(accountId))).subscriptions

afterAll(closePostgres)

it('what an erased account could still pay on is closed, and its plan ends here and at its provider', async () => {
  const accountId = await house.makeAccount()
  const plan = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
  await house.hook(house.cards.pay(plan.id))
  await house.work()
  const film = async () => {
    const { id } = await createTitle(system(), { kind: 'film', title: { vi: `Phim ${randomUUID()}` } })
    return offerTitle('purchase', id)
  }
  const page = await house.start(accountId, await film(), 'stripe')
  const transfer = await house.start(accountId, await film())
  const before = await house.balances()

  await expect(stopPaymentsOf(as(randomUUID()), { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
  house.cards.isAway = true
  await expect(stopPaymentsOf(system(), { accountId })).rejects.toMatchObject({ kind: 'unavailable' })
  house.cards.isAway = false
  for (let time = 0; time < 2; time++) await stopPaymentsOf(system(), { accountId })

  const [ended] = await plansOf(accountId)
  expect(ended).toMatchObject({ state: 'ended' })
  const told = (await toldEvents('subscription.ended')).map(({ subscriptionId }) => subscriptionId)
  expect(told).toEqual([ended?.id])
  // The job that this event asks for.
  await endAtProvider(system(), { subscriptionId: ended?.id ?? '' })
  expect(house.cards.subscriptions.get(`sub_${plan.id}`)).toMatchObject({ state: 'ended' })
  expect(house.cards.charges.get(`cs_${page.id}`)).toMatchObject({ state: 'expired' })
  expect(await house.payment(accountId, page.id)).toMatchObject({ state: 'expired' })
  expect(await house.payment(accountId, transfer.id)).toMatchObject({ state: 'cancelled' })
  expect(await house.balances()).toEqual(before)
})

it('a plan that was paid on its page in the last moment, and no call told of, ends as well', async () => {
  const accountId = await house.makeAccount()
  const { id } = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
  const call = house.cards.pay(id)
  await stopPaymentsOf(system(), { accountId })
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'settled' })
  await house.hook(call)
  await house.work()
  expect(await plansOf(accountId)).toMatchObject([{ state: 'ended' }])
})
