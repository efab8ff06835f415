import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { payments } from '#db/postgres/schema/index.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { creditTransfer, listTransfers, returnTransfer } from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan } from './testing/offers.repository.ts'

const house = openHouse()
const { as, gained } = house
const finance = as(randomUUID(), 'finance')
const refused = { code: 'transfer.settled' }

afterAll(closePostgres)

it('a whole transfer that became credit is not sent back as well, though too little comes later', async () => {
  const accountId = await house.makeAccount()
  const { priceId } = await offerPlan()
  const { id, code } = await house.start(accountId, priceId)
  const byCard = await house.start(accountId, priceId, 'stripe')
  await house.hook(house.cards.pay(byCard.id))
  await house.work()
  expect(await house.transfer(`${code}`, 90_000)).toBe('credited')
  expect(await house.transfer(`${code}`, 50_000)).toBe('held')
  const { transfers } = await listTransfers(finance, { show: 'all', paymentId: id })
  const [short, whole] = transfers.map((transfer) => transfer.id)
  await gained()
  const credited = { transferId: whole ?? '', accountId }
  await expect(returnTransfer(finance, { ...credited, note: 'FT1' })).rejects.toMatchObject(refused)
  await expect(creditTransfer(finance, credited)).rejects.toMatchObject(refused)
  expect(await gained()).toEqual({})
  await returnTransfer(finance, { transferId: short ?? '', note: 'FT2' })
  expect(await gained()).toEqual({ 'cash VND': -50_000, 'liability VND': 50_000 })
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'cancelled', receivedMinor: 90_000 })
})

it('more than is held for a payment goes nowhere, and less than nothing is never held', async () => {
  const { id, code } = await house.start(await house.makeAccount(), (await offerPlan()).priceId)
  expect(await house.transfer(`${code}`, 50_000)).toBe('held')
  const { transfers } = await listTransfers(finance, { show: 'held', paymentId: id })
  const hold = (heldMinor: number) =>
    database().update(payments).set({ heldMinor }).where(eq(payments.id, id))
  await hold(49_999)
  await gained()
  const transferId = transfers[0]?.id ?? ''
  await expect(returnTransfer(finance, { transferId, note: 'FT1' })).rejects.toMatchObject(refused)
  expect(await gained()).toEqual({})
  await expect(hold(-1)).rejects.toMatchObject({ cause: { constraint_name: 'payments_held_check' } })
})
