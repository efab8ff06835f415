import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { createTitle } from '../catalogue/index.ts'
import { findRight } from '../entitlements/index.ts'
import { createBundle, listOffersOfTitle, offerTitle, updateBundle } from '../offers/index.ts'
import { openHouse } from './testing/house.ts'
import { publish } from './testing/offers.repository.ts'

const house = openHouse()
const { system } = house

afterAll(closePostgres)

async function makeFilm(): Promise<string> {
  const { id } = await createTitle(system(), { kind: 'film', title: { vi: `Phim ${randomUUID()}` } })
  await publish(id)
  return id
}

it('who bought a bundle keeps what was in it then, however it is changed and the money goes to and fro', async () => {
  const [kept, dropped, added] = [await makeFilm(), await makeFilm(), await makeFilm()]
  const { id } = await createBundle(system(), { name: { vi: 'Trọn bộ' }, titleIds: [kept, dropped] })
  const prices = [{ currency: 'VND' as const, amountMinor: 50_000 }]
  await offerTitle(system(), { kind: 'purchase', target: { kind: 'bundle', id }, prices })
  const [offer] = await listOffersOfTitle({ titleId: kept })
  const buy = async () => {
    const accountId = await house.makeAccount()
    const payment = await house.start(accountId, offer?.prices[0]?.id ?? '', 'stripe')
    await house.hook(house.cards.pay(payment.id))
    await house.work()
    return { accountId, paymentId: payment.id }
  }
  const watched = async ({ accountId }: { accountId: string }) => {
    const rights = [kept, dropped, added].map((titleId) =>
      findRight(system(), { accountId, titleId, kind: 'film' }),
    )
    return (await Promise.all(rights)).map((right) => right !== null)
  }

  const early = await buy()
  await updateBundle(system(), { bundleId: id, titleIds: [kept, added] })
  expect(await watched(early)).toEqual([true, true, false])
  expect(await watched(await buy())).toEqual([true, false, true])

  // The rights of a dispute that is won are granted anew, by what was bought and not by what is sold now.
  for (const dispute of ['open', 'won'] as const) {
    await house.hook(house.cards.change(early.paymentId, { dispute }))
    await house.work()
    expect(await watched(early)).toEqual(dispute === 'won' ? [true, true, false] : [false, false, false])
  }
})
