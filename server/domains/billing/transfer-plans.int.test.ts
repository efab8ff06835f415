import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePostgres, inTransaction } from '../../platform/postgres/postgres.ts'
import {
  cancelSubscription,
  confirmRefund,
  listEntries,
  listSubscriptions,
  listTransfers,
  matchTransfer,
  openPortal,
  refundPayment,
  sweepSubscriptions,
} from './index.ts'
import { endSubscription } from './subscription-changes.ts'
import { lockSubscription } from './subscription.repository.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan } from './testing/offers.repository.ts'
import { countTold } from './testing/outbox.repository.ts'
import { untilWaiting } from './testing/waiting.repository.ts'

const house = openHouse()
const { system, as, subscription } = house
const dayMs = 24 * 3_600_000
const inDays = (days: number) => new Date(Date.now() + days * dayMs)
let titleId: string
const mayWatch = (accountId: string, days: number) => house.mayWatch(accountId, titleId, inDays(days))

beforeAll(async () => {
  titleId = await house.makeFilm()
})
afterAll(closePostgres)

it('a plan by transfer is paid for its time, asks a week ahead, can be paid ahead, and runs out', async () => {
  const accountId = await house.makeAccount()
  const { priceId } = await offerPlan()
  const first = await house.start(accountId, priceId)
  await house.transfer(`${first.code}`, 90_000)
  const begun = await subscription(accountId)
  expect(begun).toMatchObject({ state: 'active', renews: 'by-transfer' })
  const days = (Date.parse(begun.periodEndsAt) - Date.now()) / dayMs
  await sweepSubscriptions(system(inDays(days - 8)))
  expect(await countTold('subscription.renewal-due', begun.id)).toBe(0)
  for (const left of [6, 5]) await sweepSubscriptions(system(inDays(days - left)))
  expect(await countTold('subscription.renewal-due', begun.id)).toBe(1)
  const second = await house.start(accountId, priceId)
  expect(second.id).not.toBe(first.id)
  await house.transfer(`${second.code}`, 90_000)
  const renewed = await subscription(accountId)
  expect(renewed.id).toBe(begun.id)
  const longer = (Date.parse(renewed.periodEndsAt) - Date.now()) / dayMs
  expect(longer - days).toBeGreaterThan(27)
  expect([await mayWatch(accountId, longer - 1), await mayWatch(accountId, longer + 1)]).toEqual([
    true,
    false,
  ])
  await sweepSubscriptions(system(inDays(longer + 1)))
  expect(await subscription(accountId)).toMatchObject({ state: 'past-due' })
  await sweepSubscriptions(system(inDays(longer + 4)))
  expect(await subscription(accountId)).toMatchObject({ state: 'ended' })
  expect(await countTold('subscription.ended', begun.id)).toBe(1)
})

it('a transfer that is matched weeks later opens its whole time, and stands in the book on its own day', async () => {
  const accountId = await house.makeAccount()
  const { id: paymentId } = await house.start(accountId, (await offerPlan()).priceId)
  const at = inDays(-32)
  const content = `không mã ${randomUUID()}`
  await house.hook(house.bank.receive({ content, amountVnd: 90_000, at }))
  await house.work()
  const finance = as(randomUUID(), 'finance')
  const { transfers } = await listTransfers(finance)
  const transferId = transfers.find((transfer) => transfer.content === content)?.id ?? ''
  await matchTransfer(finance, { transferId, paymentId })
  await house.work()
  expect([await mayWatch(accountId, 27), await mayWatch(accountId, 32)]).toEqual([true, false])
  const { entries } = await listEntries(finance, { person: accountId })
  expect(entries.map(({ occurredAt }) => occurredAt)).toEqual([at.toISOString()])
})

it('a transfer plan that is cancelled runs to its end; a whole refund ends it at once', async () => {
  const accountId = await house.makeAccount()
  const finance = as(randomUUID(), 'finance')
  const { code, id } = await house.start(accountId, (await offerPlan()).priceId)
  await house.transfer(`${code}`, 90_000)
  const { id: subscriptionId } = await subscription(accountId)
  await cancelSubscription(as(accountId), { subscriptionId })
  expect(await mayWatch(accountId, 20)).toBe(true)
  await expect(openPortal(as(accountId), { subscriptionId })).rejects.toMatchObject({
    code: 'subscription.no-portal',
  })
  const refund = await refundPayment(finance, { paymentId: id, reason: 'đổi ý', requestKey: randomUUID() })
  await confirmRefund(finance, { refundId: refund.id })
  await house.work()
  expect(await subscription(accountId)).toMatchObject({ state: 'ended' })
  expect(await mayWatch(accountId, 1)).toBe(false)
})

it.each(['the same plan', 'another plan'])(
  'a transfer for %s that comes while the old one is being ended opens it anew',
  async (which) => {
    const accountId = await house.makeAccount()
    const { priceId } = await offerPlan()
    const first = await house.start(accountId, priceId)
    await house.transfer(`${first.code}`, 90_000)
    const old = await subscription(accountId)
    await cancelSubscription(as(accountId), { subscriptionId: old.id })
    const wanted = which === 'another plan' ? (await offerPlan()).priceId : priceId
    const next = await house.start(accountId, wanted)
    const inHand: { transfer?: Promise<string> } = {}
    // As the sweep does, which holds the row alone.
    await inTransaction(async (tx) => {
      const row = await lockSubscription(tx, old.id)
      if (!row) throw new Error('No row.')
      await endSubscription(tx, system(), row, 'run-out')
      inHand.transfer = house.transfer(`${next.code}`, 90_000)
      await untilWaiting(1)
    })
    expect(await inHand.transfer).toBe('settled')
    const { subscriptions } = await listSubscriptions(as(accountId))
    expect(subscriptions.map(({ id, state, endedAt }) => [id === old.id, state, endedAt !== null])).toEqual([
      [false, 'active', false],
      [true, 'ended', true],
    ])
    expect(subscriptions[0]).toMatchObject({ priceId: wanted })
  },
)
