import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { auditEntries } from '#db/postgres/schema/index.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { createTitle, deleteTitle, unpublishTitle } from '../catalogue/index.ts'
import { listEntitlements } from '../entitlements/index.ts'
import { createBundle, listOffersOfTitle, offerTitle as offer } from '../offers/index.ts'
import { openHouse } from './testing/house.ts'
import { offerTitle, publish } from './testing/offers.repository.ts'

const house = openHouse()
const { system } = house
const dong = (amountMinor: number) => ({ amountMinor, currency: 'VND' as const })

afterAll(closePostgres)

async function makeFilm(): Promise<string> {
  const { id } = await createTitle(system(), { kind: 'film', title: { vi: `Phim ${randomUUID()}` } })
  await publish(id)
  return id
}

/** Somebody who bought it by card. */
async function buy(priceId: string) {
  const accountId = await house.makeAccount()
  const { id } = await house.start(accountId, priceId, 'stripe')
  const go = async (event: Parameters<typeof house.hook>[0]) => {
    await house.hook(event)
    await house.work()
  }
  await go(house.cards.pay(id))
  const titles = async () =>
    (await listEntitlements(system(), { accountId })).flatMap(({ titleId, revokedAt }) =>
      revokedAt === null ? [titleId] : [],
    )
  const change = (state: Parameters<typeof house.cards.change>[1]) => go(house.cards.change(id, state))
  const told = async () => {
    const entries = await database()
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.action, 'payment.lack-title'), eq(auditEntries.subjectId, id)))
    return entries.map(({ detail }) => detail)
  }
  return { titles, change, told }
}

it('a refund that did not arrive opens again what it took, after a dispute was won too', async () => {
  const titleId = await makeFilm()
  const { titles, change } = await buy(await offerTitle('purchase', titleId))
  await change({ dispute: 'open' })
  await change({ dispute: 'won' })
  expect(await titles()).toEqual([titleId])
  await change({ refunded: dong(30_000) })
  expect(await titles()).toEqual([])
  await change({
    refunded: dong(0),
    failedRefunds: [{ providerId: 're_1', money: dong(30_000), why: null }],
  })
  expect(await titles()).toEqual([titleId])
})

async function takeAway(titleId: string): Promise<void> {
  await unpublishTitle(system(), { titleId })
  await deleteTitle(system(), { titleId })
}

it('of a bundle that was paid for, all is opened that is there still, and what is gone is told once', async () => {
  const titleIds = [await makeFilm(), await makeFilm(), await makeFilm()]
  const { id } = await createBundle(system(), { name: { vi: 'Trọn bộ' }, titleIds })
  await offer(system(), { kind: 'purchase', target: { kind: 'bundle', id }, prices: [dong(50_000)] })
  const [offered] = await listOffersOfTitle({ titleId: titleIds[0] ?? '' })
  const { titles, change, told } = await buy(offered?.prices[0]?.id ?? '')
  const before = await titles()
  expect(before).toHaveLength(3)
  await change({ dispute: 'open' })
  // The one whose turn comes first.
  const gone = before.at(-1) ?? ''
  await takeAway(gone)
  await change({ dispute: 'won' })
  expect(await titles()).toEqual(before.slice(0, -1))
  expect(await told()).toEqual([{ titleId: gone }])
  // Something is given back for it.
  await change({ refunded: dong(10_000) })
  expect(await titles()).toEqual(before.slice(0, -1))
  expect(await told()).toEqual([{ titleId: gone }])
})

it('what was opened is not missing, though its title is deleted later', async () => {
  const titleId = await makeFilm()
  const { titles, change, told } = await buy(await offerTitle('purchase', titleId))
  await takeAway(titleId)
  await change({ refunded: dong(10_000) })
  expect(await titles()).toEqual([titleId])
  expect(await told()).toEqual([])
})
