import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { accounts } from '#db/postgres/schema/index.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { createTitle } from '../catalogue/index.ts'
import { eraseAccount } from '../identity/index.ts'
import {
  listSubscriptions,
  listTransfers,
  matchTransfer,
  returnTransfer,
  stopPaymentsOf,
  suggestPayments,
} from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan, offerTitle } from './testing/offers.repository.ts'

const house = openHouse()
const { system, as, gained } = house
const finance = as(randomUUID(), 'finance')

afterAll(closePostgres)

async function erase(accountId: string): Promise<void> {
  await database()
    .update(accounts)
    .set({ erasesAt: new Date(0) })
    .where(eq(accounts.id, accountId))
  expect(await eraseAccount(system(), { accountId })).toBe(true)
}

it('a transfer for an account that was erased waits for staff, and opens no plan', async () => {
  const accountId = await house.makeAccount()
  const { id: paymentId, code } = await house.start(accountId, (await offerPlan()).priceId)
  await erase(accountId)
  await stopPaymentsOf(system(), { accountId })
  await gained()
  expect(await house.transfer(`${code}`, 90_000)).toBe('queued')
  expect(await gained()).toEqual({ 'cash VND': 90_000, 'liability VND': -90_000 })
  const waiting = (await listTransfers(finance)).transfers.find(({ content }) => content === code)
  expect(waiting).toMatchObject({ why: 'no-account', paymentId: null })
  const transferId = waiting?.id ?? ''
  expect(await suggestPayments(finance, { transferIds: [transferId] })).toEqual([])
  await expect(matchTransfer(finance, { transferId, paymentId })).rejects.toMatchObject({
    code: 'account.not-found',
  })
  await returnTransfer(finance, { transferId, note: 'FT1' })
  expect(await gained()).toEqual({ 'cash VND': -90_000, 'liability VND': 90_000 })
  expect((await listSubscriptions(system(), { accountId })).total).toBe(0)
})

it('a payment of an account that was erased is not suggested for a transfer, nor in the way of another', async () => {
  const { priceId } = await offerPlan({ amountMinor: 98_000 })
  const [gone, there] = [await house.makeAccount(), await house.makeAccount()]
  const [one, other] = [await house.start(gone, priceId), await house.start(there, priceId)]
  const content = `${one.code} ${other.code}`
  expect(await house.transfer(content, 98_000)).toBe('queued')
  const transferIds = (await listTransfers(finance)).transfers.flatMap((transfer) =>
    transfer.content === content ? [transfer.id] : [],
  )
  expect(transferIds).toHaveLength(1)
  expect(await suggestPayments(finance, { transferIds })).toEqual([])
  await erase(gone)
  expect(await suggestPayments(finance, { transferIds })).toMatchObject([{ payment: { id: other.id } }])
  await erase(there)
  expect(await suggestPayments(finance, { transferIds })).toEqual([])
})

it('what comes by card for an account that was erased goes back, and its plan ends as it begins', async () => {
  const accountId = await house.makeAccount()
  const { id } = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
  const trial = await house.makeAccount()
  const { id: trialId } = await house.start(trial, (await offerPlan({ trialDays: 7 })).priceId, 'stripe')
  await gained()
  for (const [who, paymentId] of [
    [accountId, id],
    [trial, trialId],
  ] as const) {
    await erase(who)
    await house.hook(house.cards.pay(paymentId))
    await house.work(undefined, { endsAtProvider: true })
    expect(await listSubscriptions(system(), { accountId: who })).toMatchObject({
      subscriptions: [{ state: 'ended' }],
    })
    expect(house.cards.subscriptions.get(`sub_${paymentId}`)).toMatchObject({ state: 'ended' })
    expect(await house.payment(who, paymentId)).toMatchObject({ state: 'cancelled' })
  }
  await house.sendRefunds(id)
  expect(await house.payment(accountId, id)).toMatchObject({ receivedMinor: 90_000, refundedMinor: 90_000 })
  expect(await gained()).toEqual({})
})

it('money that goes to and fro after its account was erased opens nothing, and no job dies of it', async () => {
  const accountId = await house.makeAccount()
  const { id: titleId } = await createTitle(system(), { kind: 'film', title: { vi: 'Phim' } })
  const { id } = await house.start(accountId, await offerTitle('purchase', titleId), 'stripe')
  await house.hook(house.cards.pay(id))
  await house.work()
  await erase(accountId)
  for (const dispute of ['open', 'won'] as const) {
    await house.hook(house.cards.change(id, { dispute }))
    await house.work()
  }
  expect(await house.payment(accountId, id)).toMatchObject({ dispute: 'won' })
})
