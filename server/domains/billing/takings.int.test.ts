import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { closePostgres, inTransaction } from '../../platform/postgres/postgres.ts'
import { feeEntry, refundEntry, settledEntry } from './entries.ts'
import {
  confirmRefund,
  countSubscriptions,
  exportPayments,
  getTakings,
  listPaymentEntries,
  listPayments,
  matchTransfer,
  listTransfers,
  refundPayment,
} from './index.ts'
import { postEntry } from './post-entry.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan } from './testing/offers.repository.ts'

const house = openHouse()
const finance = house.as(randomUUID(), 'finance')
const support = house.as(randomUUID(), 'support')

afterAll(closePostgres)

/** So much came in by a provider at a moment, with what it kept and what went back. */
async function moved(
  provider: string,
  at: string,
  amounts: { price: number; fee?: number; refund?: number },
  currency: 'VND' | 'USD' = 'VND',
) {
  const where = { accountId: randomUUID(), paymentId: randomUUID(), provider, at: new Date(at) }
  const of = (amountMinor = 0) => ({ amountMinor, currency })
  const sourceId = where.paymentId
  await inTransaction(async (tx) => {
    const post = (entry: Parameters<typeof postEntry>[2]) => postEntry(tx, house.system(), entry)
    if (amounts.price > 0)
      await post(settledEntry({ ...where, sourceId, received: of(amounts.price), price: of(amounts.price) }))
    if (amounts.fee) await post(feeEntry({ ...where, sourceId, fee: of(amounts.fee) }))
    if (amounts.refund) await post(refundEntry({ ...where, sourceId, refunded: of(amounts.refund) }))
  })
}

it('money is counted by the days of the house, and a month beside the same span of the last', async () => {
  // 17:00 UTC is midnight in Hà Nội.
  await moved('sepay', '2027-03-09T16:59:59Z', { price: 100 })
  await moved('sepay', '2027-03-09T17:00:00Z', { price: 1_000, refund: 300 })
  await moved('stripe', '2027-03-10T05:00:00Z', { price: 20_000, fee: 700 })
  await moved('stripe', '2027-03-10T05:00:01Z', { price: 500 }, 'USD')
  // The first and last moments of the month before that count, and those beside them.
  await moved('sepay', '2027-01-31T16:59:59Z', { price: 7_000_000 })
  await moved('sepay', '2027-01-31T17:00:00Z', { price: 40 })
  await moved('sepay', '2027-02-10T05:30:00Z', { price: 5 })
  await moved('sepay', '2027-02-10T05:30:01Z', { price: 9_000_000 })
  const at = { ...finance, now: new Date('2027-03-10T05:30:00Z') }
  expect(await getTakings(at, { days: 2 })).toEqual([
    {
      currency: 'VND',
      monthMinor: 20_100,
      monthBeforeMinor: 45,
      days: [
        { day: '2027-03-09', moved: [{ provider: 'sepay', inMinor: 100, outMinor: 0 }] },
        {
          day: '2027-03-10',
          moved: expect.arrayContaining([
            { provider: 'sepay', inMinor: 1_000, outMinor: 300 },
            { provider: 'stripe', inMinor: 20_000, outMinor: 700 },
          ]),
        },
      ],
    },
    expect.objectContaining({ currency: 'USD', monthMinor: 500, monthBeforeMinor: 0 }),
  ])
  // The 31st of March is beside the whole of February.
  const [end] = await getTakings({ ...finance, now: new Date('2027-03-31T16:00:00Z') })
  expect(end?.monthBeforeMinor).toBe(9_000_045)
  await expect(getTakings(support)).rejects.toMatchObject({ code: 'auth.forbidden' })
})

it('the entries of a payment are all of its money, a transfer matched by hand too, and each sums to zero', async () => {
  const accountId = await house.makeAccount()
  const { id, code } = await house.start(accountId, (await offerPlan()).priceId)
  await house.transfer(`${code}`, 50_000)
  await house.transfer('khong ghi gi', 40_000)
  const { transfers } = await listTransfers(finance)
  await matchTransfer(finance, { transferId: transfers[0]?.id ?? '', paymentId: id })
  const other = await house.start(await house.makeAccount(), (await offerPlan()).priceId)
  await house.transfer(`${other.code}`, 90_000)
  const asked = await refundPayment(finance, { paymentId: id, reason: 'đổi ý', requestKey: randomUUID() })
  await confirmRefund(finance, { refundId: asked.id })
  const entries = await listPaymentEntries(support, { paymentId: id })
  expect(entries.map(({ source }) => source).toSorted()).toEqual([
    'payment.held',
    'payment.refunded',
    'payment.settled',
    'transfer.queued',
  ])
  for (const { postings } of entries)
    expect(postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0)
  await expect(listPaymentEntries(house.as(accountId), { paymentId: id })).rejects.toMatchObject({
    code: 'auth.forbidden',
  })
})

it('staff find payments by a part of the code, the person and what went back; the export has the same', async () => {
  const accountId = await house.makeAccount()
  const { id, code } = await house.start(accountId, (await offerPlan()).priceId)
  await house.transfer(`${code}`, 90_000)
  const asked = await refundPayment(finance, {
    paymentId: id,
    amountMinor: 10_000,
    reason: 'một phần',
    requestKey: randomUUID(),
  })
  await confirmRefund(finance, { refundId: asked.id })
  const part = `${code?.slice(2, 6)}-${code?.slice(6)}`.toLowerCase()
  const filter = { code: part, person: accountId, has: 'refund', state: 'settled' } as const
  expect((await listPayments(support, filter)).payments.map((payment) => payment.id)).toEqual([id])
  expect((await listPayments(support, { ...filter, has: 'dispute' })).total).toBe(0)
  expect((await listPayments(support, { person: 'không-ai-tên-thế' })).total).toBe(0)
  const taken = (await Array.fromAsync(await exportPayments(support, filter))).flat()
  expect(taken.map((payment) => payment.id)).toEqual([id])
  for (const refused of [
    listPayments(house.as(accountId), { person: 'x' }),
    exportPayments(house.as(accountId), {}),
  ])
    await expect(refused).rejects.toMatchObject({ code: 'auth.forbidden' })
})

it('plans are counted by state, and the active ones summed for a month; support sees no sums', async () => {
  const { planId, priceId } = await offerPlan({ interval: 'year', amountMinor: 900_000 })
  const { code } = await house.start(await house.makeAccount(), priceId)
  await house.transfer(`${code}`, 900_000)
  const counts = await countSubscriptions(finance, { planId })
  expect(counts.byState).toMatchObject({ active: 1, ended: 0 })
  expect(counts.monthly).toEqual([{ currency: 'VND', amountMinor: 75_000 }])
  expect((await countSubscriptions(support, { planId })).monthly).toEqual([])
  await expect(countSubscriptions(house.as(randomUUID()))).rejects.toMatchObject({ code: 'auth.forbidden' })
})
