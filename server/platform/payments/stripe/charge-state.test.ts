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

test('of several disputes the gravest counts, and an enquiry is none', () => {
  const disputeOf = (...statuses: string[]) =>
    describeSession(session, null, {
      intent: null,
      refunds: [],
      disputes: statuses.map((status) => ({ status }) as Stripe.Dispute),
    })?.dispute
  expect(disputeOf()).toBe('none')
  expect(disputeOf('warning_needs_response', 'warning_closed', 'prevented')).toBe('none')
  expect(disputeOf('won', 'needs_response')).toBe('open')
  expect(disputeOf('won', 'lost')).toBe('lost')
  expect(disputeOf('appeal_under_review')).toBe('lost')
  expect(disputeOf('won')).toBe('won')
})
