import type { Stripe } from 'stripe'
import { expect, test } from 'vitest'
import { describeSession, readFee, readMoney } from './charge-state.ts'

test('đồng are counted whole and dollars in cents, as Stripe counts them', () => {
  expect(readMoney(79_000, 'vnd')).toEqual({ amountMinor: 79_000, currency: 'VND' })
  expect(readMoney(499, 'usd')).toEqual({ amountMinor: 499, currency: 'USD' })
  expect(() => readMoney(499, 'eur')).toThrow('eur')
})

const charge = (currency: string, amount: number, transaction: object | null): Stripe.Charge =>
  ({ currency, amount, balance_transaction: transaction }) as Stripe.Charge

test('a fee that is taken in another currency is counted back at the rate of the charge', () => {
  expect(readFee(charge('usd', 1000, { fee: 59, amount: 1000, currency: 'usd' }))).toEqual({
    amountMinor: 59,
    currency: 'USD',
  })
  // 254,000 đồng became 10.00 dollars, of which 0.59 are the fee.
  expect(readFee(charge('vnd', 254_000, { fee: 59, amount: 1000, currency: 'usd' }))).toEqual({
    amountMinor: 14_986,
    currency: 'VND',
  })
  expect(readFee(charge('vnd', 254_000, null))).toBeNull()
})

const session = {
  id: 'cs_1',
  metadata: { paymentId: 'p' },
  currency: 'usd',
  status: 'complete',
  payment_status: 'unpaid',
} as unknown as Stripe.Checkout.Session
const intent = (status: string): Stripe.PaymentIntent =>
  ({ status, currency: 'usd', amount_received: 0, latest_charge: null }) as Stripe.PaymentIntent

test('a way to pay that takes days is open until it has paid or failed', () => {
  const stateAt = (status: string) =>
    describeSession(session, null, { intent: intent(status), disputes: [], refunds: [] })
  expect(stateAt('processing')?.state).toBe('open')
  expect(stateAt('requires_payment_method')?.state).toBe('failed')
})

test('what another shop sells by the same account is no charge of ours', () => {
  expect(
    describeSession({ ...session, metadata: {} }, null, { intent: null, disputes: [], refunds: [] }),
  ).toBeNull()
})

/** An enquiry, and a dispute that was prevented, move no money. */
const disputed = (...statuses: string[]) =>
  describeSession(session, null, {
    intent: null,
    refunds: [],
    disputes: statuses.map((status) => {
      const moves = /^(warning|prevented)/.test(status) ? [] : [{ amount: -300, fee: 1500 }]
      return { status, amount: 300, balance_transactions: moves } as unknown as Stripe.Dispute
    }),
  })

test('of several disputes the gravest counts, and an enquiry is none', () => {
  expect(disputed()?.dispute).toBe('none')
  expect(disputed('warning_needs_response', 'warning_closed', 'prevented')?.dispute).toBe('none')
  expect(disputed('won', 'needs_response')?.dispute).toBe('open')
  expect(disputed('won', 'lost')?.dispute).toBe('lost')
  expect(disputed('appeal_under_review')?.dispute).toBe('lost')
  expect(disputed('won')?.dispute).toBe('won')
})

test('what banks took back is told, and their fees are counted in', () => {
  expect(disputed('warning_needs_response', 'prevented')?.disputed.amountMinor).toBe(0)
  expect(disputed('warning_closed', 'lost')?.disputed).toEqual({ amountMinor: 300, currency: 'USD' })
  const taken = [{ balance_transactions: [{ fee: 1500 }] }] as Stripe.Dispute[]
  expect(readFee(charge('usd', 1000, { fee: 59, amount: 1000, currency: 'usd' }), taken)).toEqual({
    amountMinor: 1559,
    currency: 'USD',
  })
})
