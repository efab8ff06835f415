import { expect, it } from 'vitest'
import { isBeingConfirmed } from './is-being-confirmed.ts'

const payment = { provider: 'stripe', state: 'pending', expiresAt: '2026-12-21T05:00:00.000Z' } as const

it.each([
  [{}, '2026-12-21T04:59:00Z', true],
  // The clock ran out on the way back, and the sweep may have written it down.
  [{}, '2026-12-21T05:00:30Z', true],
  [{ state: 'expired' }, '2026-12-21T05:59:00Z', true],
  [{ state: 'expired' }, '2026-12-21T06:00:00Z', false],
  [{ state: 'cancelled' }, '2026-12-21T05:00:30Z', false],
  [{ provider: 'sepay' }, '2026-12-21T05:00:30Z', false],
] as const)('%o at %s: %s', (change, now, expected) => {
  expect(isBeingConfirmed({ ...payment, ...change }, new Date(now))).toBe(expected)
})
