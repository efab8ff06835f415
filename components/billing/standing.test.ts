import { expect, it } from 'vitest'
import { standingOf } from './standing.ts'

const paid = {
  state: 'settled',
  dispute: 'none',
  amountMinor: 90,
  receivedMinor: 100,
  refundedMinor: 0,
  refundableMinor: 90,
} as const

it.each([
  [{}, 'settled'],
  [{ receivedMinor: 0 }, 'trial'],
  [{ refundedMinor: 40 }, 'refunded-partly'],
  // The surplus is no part of the price.
  [{ refundedMinor: 90 }, 'refunded'],
  [{ dispute: 'open' }, 'disputed'],
  [{ dispute: 'won' }, 'settled'],
  [{ dispute: 'lost' }, 'called-back'],
  [{ state: 'held', receivedMinor: 50 }, 'held'],
  [{ state: 'held', receivedMinor: 50, refundedMinor: 50 }, 'refunded'],
] as const)('%o is %s', (change, standing) => {
  expect(standingOf({ ...paid, ...change })).toBe(standing)
})
