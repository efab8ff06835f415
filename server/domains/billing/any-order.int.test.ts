import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import type { ChargeState, ProviderEvent } from '../../platform/payments/port.ts'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { createTitle } from '../catalogue/index.ts'
import { listEntitlements } from '../entitlements/index.ts'
import { listTransfers, returnTransfer } from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerTitle } from './testing/offers.repository.ts'

const house = openHouse()
const finance = house.as(randomUUID(), 'finance')
const price = 30_000
const fee = 700
const dong = (amountMinor: number) => ({ amountMinor, currency: 'VND' as const })

afterAll(closePostgres)

/** What a card's holder and the house do after one another; each is possible after the one before. */
const cardLives: Partial<ChargeState>[][] = [
  [{ dispute: 'open' }, { dispute: 'lost' }, { dispute: 'won' }],
  [
    { dispute: 'open' },
    { dispute: 'won' },
    { refunded: dong(price) },
    { refunded: dong(0), failedRefunds: [{ providerId: 're_0', money: dong(price), why: null }] },
  ],
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
  /** Another payment bought what the transfers are for, before they came. */
  elsewhere: fc.boolean(),
  /** Staff send back what they may of the transfers, whenever they look. */
  sendsBack: fc.boolean(),
  life: fc.constantFrom(...cardLives),
  /** How far the card's life goes. */
  steps: fc.nat(4),
  /** What happens next: a step of the card's life, or a call about something that has happened, again and again. */
  turns: fc.array(fc.nat(99), { minLength: 4, maxLength: 14 }),
})

/** Of what bought nothing it matters not which part is credit and which is held: `liability` is both. */
function expected(paid: number, elsewhere: boolean, card: ChargeState): Record<string, number> {
  const isEnough = paid >= price && !elsewhere
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

/** Gives what went back, in đồng. */
async function sendBack(paymentId: string): Promise<number> {
  const { transfers } = await listTransfers(finance, { show: 'all', paymentId })
  const sent = transfers.map(async ({ id: transferId, amountMinor }) => {
    try {
      await returnTransfer(finance, { transferId, note: 'FT1' })
      return amountMinor
    } catch (error) {
      expect(error).toMatchObject({ code: 'transfer.settled' })
      return 0
    }
  })
  return (await Promise.all(sent)).reduce((sum, amount) => sum + amount, 0)
}

/** What changed in the book; what bought nothing is one sum, and nobody owes the house. */
function changeOf(before: Record<string, number>, after: Record<string, number>, elsewhere: boolean) {
  const change = Object.fromEntries(
    Object.keys({ ...before, ...after }).map((key) => [key, (after[key] ?? 0) - (before[key] ?? 0)]),
  )
  const [credit, liability] = [change['credit VND'] ?? 0, change['liability VND'] ?? 0]
  expect(Math.max(credit, liability)).toBeLessThanOrEqual(0)
  const one = elsewhere ? { 'credit VND': 0, 'liability VND': credit + liability } : {}
  return Object.fromEntries(Object.entries({ ...change, ...one }).filter(([, amount]) => amount !== 0))
}

it('any events in any order, each any number of times, end in the same balances and rights', async () => {
  const accountId = await house.makeAccount()
  let told = 0
  await fc.assert(
    fc.asyncProperty(story, async ({ transfers, elsewhere, sendsBack, life, steps, turns }) => {
      told += 1
      const film = { kind: 'film' as const, title: { vi: `Phim ${told} ${randomUUID()}` } }
      const [one, other] = [await createTitle(house.system(), film), await createTitle(house.system(), film)]
      const priceId = await offerTitle('purchase', one.id)
      const byBank = await house.start(accountId, priceId)
      if (elsewhere) await house.hook(house.cards.pay((await house.start(accountId, priceId, 'stripe')).id))
      await house.work()
      const before = await house.balances()
      let back = 0
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
        if (turn % 3 === 0 && sendsBack) back += await sendBack(byBank.id)
      }
      for (const next of waiting) happened.push(next())
      for (const event of happened.toReversed()) await house.hook(event)
      await house.work()
      if (sendsBack) back += await sendBack(byBank.id)
      const card = [...house.cards.charges.values()].find(({ paymentId }) => paymentId === byCard.id)
      const kept = transfers.reduce((sum, amount) => sum + amount, 0) - back
      expect(changeOf(before, await house.balances(), elsewhere)).toEqual(
        expected(kept, elsewhere, card as ChargeState),
      )
      const rights = (await listEntitlements(house.system(), { accountId })).filter(
        ({ revokedAt }) => revokedAt === null,
      )
      expect(rights.some(({ titleId }) => titleId === one.id)).toBe(elsewhere || kept >= price)
      const keeps = card?.refunded.amountMinor !== price && !['open', 'lost'].includes(card?.dispute ?? '')
      expect(rights.some(({ titleId }) => titleId === other.id)).toBe(keeps)
    }),
    { numRuns: 40, seed: 20_261_121 },
  )
}, 180_000)
