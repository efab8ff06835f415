import { expect, it } from 'vitest'
import { planTerms } from '#components/checkout/plan-terms.ts'
import type { SubscriptionDto, WayToPay } from '#server/domains/billing/schemas.ts'
import type { PriceDto } from '#server/domains/offers/schemas.ts'
import { subscriberOf } from './subscriber-of.ts'
import { toMethods } from './to-methods.ts'

const card: WayToPay = { provider: 'stripe', currencies: ['VND', 'USD'], by: 'page', renewsByItself: true }
const bank: WayToPay = { provider: 'sepay', currencies: ['VND'], by: 'transfer', renewsByItself: false }
const price = (change: Partial<PriceDto>): PriceDto => ({
  id: 'usd',
  currency: 'USD',
  amountMinor: 399,
  interval: 'month',
  validFrom: '2026-01-01T00:00:00.000Z',
  validUntil: null,
  ...change,
})
const usd = price({})
const vnd = price({ id: 'vnd', currency: 'VND', amountMinor: 89_000 })
const now = new Date('2026-11-22T03:00:00Z')
const day = (at: Date | string) => new Date(at).toISOString().slice(0, 10)
const nobody = { subscriptions: [], total: 0 }

function both(prices: PriceDto[], ways: WayToPay[], plans: Parameters<typeof subscriberOf>[1] = nobody) {
  const methods = toMethods({ prices, trialDays: 7 }, subscriberOf('plan', plans), { ways, now, day })
  const checkout = methods.map(({ provider, renewal }) => [provider, renewal?.trialDays, renewal?.date])
  return { checkout, terms: planTerms(methods) }
}

it('a first plan in dollars, which cards alone take, begins with its trial on both pages', () => {
  const { checkout, terms } = both([usd, vnd], [bank, card])
  expect(checkout[0]).toEqual(['stripe', 7, '2026-11-29'])
  expect(terms).toMatchObject({ kind: 'trial', price: { amountMinor: 399 }, date: '2026-11-29' })
})

it('in đồng the trial is for who pays by card, and no day holds for both', () => {
  const { checkout, terms } = both([vnd, usd], [bank, card])
  expect(checkout).toEqual([
    ['sepay', 0, '2026-12-22'],
    ['stripe', 7, '2026-11-29'],
  ])
  expect(terms).toMatchObject({ kind: 'trial-by-card', price: { amountMinor: 89_000 }, days: 7 })
  expect(both([vnd], [bank]).terms).toMatchObject({ kind: 'paid', date: '2026-12-22' })
  expect(both([vnd], [card]).terms).toMatchObject({ kind: 'trial', date: '2026-11-29' })
})

it('who had a plan once pays at once', () => {
  const { checkout, terms } = both([usd], [card], { subscriptions: [], total: 1 })
  expect(checkout).toEqual([['stripe', 0, '2026-12-22']])
  expect(terms).toMatchObject({ kind: 'paid', date: '2026-12-22' })
})

it('who pays ahead by transfer goes on from the end of what is paid', () => {
  const own = {
    state: 'active',
    renews: 'by-transfer',
    plan: { id: 'plan' },
    periodEndsAt: '2026-11-30T03:00:00Z',
  }
  const plans = { subscriptions: [own as SubscriptionDto], total: 1 }
  const { checkout, terms } = both([vnd], [bank, card], plans)
  expect(checkout).toEqual([['sepay', 0, '2026-12-30']])
  expect(terms).toMatchObject({ kind: 'paid', date: '2026-12-30' })
})

it('what nobody can pay here has no terms', () => {
  expect(both([usd], [bank]).terms).toBeNull()
})
