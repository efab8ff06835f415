import { expect, it } from 'vitest'
import { foreseeMatch } from './foresee-match.ts'

it.each([
  [89_000, 'pending', 0, { outcome: 'enough' }],
  [40_000, 'pending', 0, { outcome: 'short', amountMinor: 49_000 }],
  [100_000, 'pending', 0, { outcome: 'over', amountMinor: 11_000 }],
  [49_000, 'held', 49_000, { outcome: 'enough' }],
  [50_000, 'held', 49_000, { outcome: 'over', amountMinor: 1000 }],
  [89_000, 'settled', 0, { outcome: 'paid' }],
  [89_000, 'expired', 0, { outcome: 'over-late' }],
  [1000, 'expired', 0, { outcome: 'short', amountMinor: 88_000 }],
] as const)('%d for one that is %s and lacks %d', (amountMinor, state, missingMinor, foreseen) => {
  expect(foreseeMatch(amountMinor, { state, missingMinor, amountMinor: 89_000 })).toEqual(foreseen)
})
