import { expect, it } from 'vitest'
import { paidUntil, stateAt } from './plan-state.ts'

const start = '2026-11-21T05:00:00.000Z'
const end = '2026-12-21T05:00:00.000Z'
const plan = { state: 'active', renews: 'by-transfer', periodEndsAt: end, endedAt: null } as const

it.each([
  [{}, '2026-12-21T04:59:59Z', 'active'],
  [{}, '2026-12-21T05:00:00Z', 'past-due'],
  [{ state: 'cancelled' }, '2026-12-21T04:59:59Z', 'cancelled'],
  [{ state: 'cancelled' }, '2026-12-21T05:00:00Z', 'ended'],
  // A card is charged some hours after its period began.
  [{ renews: 'by-itself' }, '2026-12-21T06:00:00Z', 'active'],
  // Before its period, that nobody has paid, is over.
  [{ renews: 'by-itself', state: 'past-due' }, '2026-12-21T04:59:59Z', 'past-due'],
  [{ state: 'past-due' }, '2026-12-21T06:00:00Z', 'past-due'],
] as const)('%o at %s is %s', (change, now, state) => {
  expect(stateAt({ ...plan, ...change }, new Date(now)).state).toBe(state)
})

it.each([
  ['past-due', 'by-itself', start],
  ['past-due', 'by-transfer', end],
  ['active', 'by-itself', end],
  ['cancelled', 'by-itself', end],
] as const)('%s, %s is paid until %s', (state, renews, expected) => {
  expect(paidUntil({ state, renews, periodStartsAt: start, periodEndsAt: end })).toBe(expected)
})
