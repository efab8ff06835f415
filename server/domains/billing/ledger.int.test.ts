import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { ledgerEntries, ledgerPostings } from '#db/postgres/schema/index.ts'
import { createContext, systemContext } from '../../platform/context/context.ts'
import { closePostgres, database, inTransaction } from '../../platform/postgres/postgres.ts'
import { settledEntry } from './entries.ts'
import { verifyLedger } from './index.ts'
import type { Entry } from './ledger.schemas.ts'
import { postEntry } from './post-entry.ts'

const system = systemContext('test')
const dong = (amountMinor: number) => ({ amountMinor, currency: 'VND' as const })
const post = (entry: Entry) => inTransaction((tx) => postEntry(tx, system, entry))

function sale(paid: number, sourceId: string = randomUUID()): Entry {
  const where = { accountId: randomUUID(), paymentId: randomUUID(), provider: 'sepay', at: system.now }
  return settledEntry({ ...where, received: dong(paid), price: dong(90_000), sourceId })
}

afterAll(closePostgres)

it('writes what happened once, however often and at once it is told', async () => {
  const entry = sale(100_000)
  const written = await Promise.all(Array.from({ length: 20 }, () => post(entry)))
  expect(written.filter(Boolean)).toHaveLength(1)
  expect(await verifyLedger(system)).toEqual({
    balanced: true,
    entries: 1,
    sums: [{ currency: 'VND', amountMinor: 0 }],
    balances: [
      { bookAccount: 'cash', currency: 'VND', amountMinor: 100_000 },
      { bookAccount: 'credit', currency: 'VND', amountMinor: -10_000 },
      { bookAccount: 'revenue', currency: 'VND', amountMinor: -90_000 },
    ],
    faulty: [],
  })
})

it('refuses what came before with other postings', async () => {
  const entry = sale(90_000)
  await post(entry)
  await expect(post(sale(95_000, entry.sourceId))).rejects.toThrow(/other postings/)
})

it('commits no entry that does not sum to zero, and none without postings', async () => {
  const lame = sale(90_000)
  await expect(post({ ...lame, postings: lame.postings.slice(1) })).rejects.toThrow()
  const twoCurrencies = lame.postings.map((posting, index) =>
    index === 0 ? { ...posting, currency: 'USD' as const } : posting,
  )
  await expect(post({ ...lame, postings: twoCurrencies })).rejects.toThrow()
  const empty = { source: 'payment.settled', sourceId: randomUUID(), occurredAt: system.now }
  await expect(
    database()
      .insert(ledgerEntries)
      .values({ ...empty, createdAt: system.now }),
  ).rejects.toThrow()
  expect(await post(lame)).toBe(true)
})

it('lets nobody change or remove what is written', async () => {
  await post(sale(90_000))
  const refused = { cause: expect.objectContaining({ message: expect.stringMatching(/written once/) }) }
  await expect(database().update(ledgerPostings).set({ amountMinor: 1 })).rejects.toMatchObject(refused)
  await expect(database().update(ledgerEntries).set({ note: 'x' })).rejects.toMatchObject(refused)
  await expect(database().delete(ledgerPostings)).rejects.toMatchObject(refused)
  await expect(database().execute(sql`truncate ledger_entries cascade`)).rejects.toMatchObject(refused)
})

it('is for those who see the money', async () => {
  const as = (role: 'support' | 'finance') =>
    verifyLedger(createContext({ kind: 'account', accountId: randomUUID(), role }))
  await expect(as('support')).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await as('finance')).toMatchObject({ balanced: true })
})
