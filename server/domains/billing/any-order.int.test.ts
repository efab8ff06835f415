import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import type { ChargeState, ProviderEvent } from '../../platform/payments/port.ts'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { createTitle } from '../catalogue/index.ts'
import { listEntitlements } from '../entitlements/index.ts'
import { openHouse } from './testing/house.ts'
import { offerTitle } from './testing/offers.repository.ts'

const house = openHouse()
const price = 30_000
const fee = 700
const dong = (amountMinor: number) => ({ amountMinor, currency: 'VND' as const })

afterAll(closePostgres)

/** What a card's holder and the house do after one another; each is possible after the one before. */
const cardLives: Partial<ChargeState>[][] = [
  [{ dispute: 'open' }, { dispute: 'lost' }, { dispute: 'won' }],
  [{ dispute: 'open' }, { dispute: 'won' }, { refunded: dong(price) }],
  [{ refunded: dong(10_000) }, { refunded: dong(price) }],
  [{ refunded: dong(10_000) }, { dispute: 'open' }, { dispute: 'won' }, { refunded: dong(20_000) }],
  [{ refunded: dong(10_000) }, { dispute: 'open' }],
  [
    { refunded: dong(price) },
    { refunded: dong(0), failedRefunds: [{ providerId: 're_1', money: dong(price), why: null }] },
    { refunded: dong(20_000), failedRefunds: [{ providerId: 're_1', money: dong(price), why: null }] },
  ],
]

const story = fc.record({
  transfers: fc.array(fc.constantFrom(5_000, 10_000, 30_000, 45_000), { maxLength: 4 }),
  life: fc.constantFrom(...cardLives),
  /** How far the card's life goes. */
  steps: fc.nat(4),
  /** What happens next: a step of the card's life, or a call about something that has happened, again and again. */
  turns: fc.array(fc.nat(99), { minLength: 4, maxLength: 14 }),
})

function expected(transfers: number[], card: ChargeState): Record<string, number> {
  const paid = transfers.reduce((sum, amount) => sum + amount, 0)
  const isEnough = paid >= price
  const refunded = card.refunded.amountMinor
  const disputed = card.dispute === 'open' || card.dispute === 'lost' ? price - refunded : 0
  const sums = {
    'cash VND': paid + price - fee - refunded - disputed,
    'revenue VND': -price - (isEnough ? price : 0),
    'credit VND': isEnough ? price - paid : 0,
    'liability VND': isEnough ? 0 : -paid,
    'fees VND': fee,
    'refunds VND': refunded,
    'disputes VND': disputed,
  }
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0))
}

it('any events in any order, each any number of times, end in the same balances and rights', async () => {
  const accountId = await house.makeAccount()
  let told = 0
  await fc.assert(
    fc.asyncProperty(story, async ({ transfers, life, steps, turns }) => {
      const before = await house.balances()
      told += 1
      const film = { kind: 'film' as const, title: { vi: `Phim ${told} ${randomUUID()}` } }
      const [one, other] = [await createTitle(house.system(), film), await createTitle(house.system(), film)]
      const byBank = await house.start(accountId, await offerTitle('purchase', one.id))
      const byCard = await house.start(accountId, await offerTitle('purchase', other.id), 'stripe')
      const lived = [{ fee: dong(fee) }, ...life].slice(0, steps + 1)
      const happened: ProviderEvent[] = []
      const waiting = [
        ...transfers.map((amountVnd) => () => house.bank.receive({ content: `${byBank.code}`, amountVnd })),
        ...lived.map(
          (change, index) => () =>
            index === 0 ? house.cards.pay(byCard.id, change) : house.cards.change(byCard.id, change),
        ),
      ]
      for (const turn of turns) {
        const next = turn % 2 === 0 ? waiting.shift() : undefined
        if (next) happened.push(next())
        const event = happened[turn % Math.max(1, happened.length)]
        if (event && turn % 3 !== 0) await house.hook({ ...event, eventId: `${event.eventId}-${turn % 5}` })
        if (turn % 5 === 0) await house.work()
      }
      for (const next of waiting) happened.push(next())
      for (const event of happened.toReversed()) await house.hook(event)
      await house.work()
      const after = await house.balances()
      const change = Object.keys(after).map((key) => [key, (after[key] ?? 0) - (before[key] ?? 0)] as const)
      const card = [...house.cards.charges.values()].find(({ paymentId }) => paymentId === byCard.id)
      expect(Object.fromEntries(change.filter(([, amount]) => amount !== 0))).toEqual(
        expected(transfers, card as ChargeState),
      )
      const rights = (await listEntitlements(house.system(), { accountId })).filter(
        ({ revokedAt }) => revokedAt === null,
      )
      const isEnough = transfers.reduce((sum, amount) => sum + amount, 0) >= price
      expect(rights.some(({ titleId }) => titleId === one.id)).toBe(isEnough)
      const keeps = card?.refunded.amountMinor !== price && !['open', 'lost'].includes(card?.dispute ?? '')
      expect(rights.some(({ titleId }) => titleId === other.id)).toBe(keeps)
    }),
    { numRuns: 25, seed: 20_261_121 },
  )
}, 180_000)
