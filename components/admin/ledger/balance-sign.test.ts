import { expect, it } from 'vitest'
import { naturalBalance } from './balance-sign.ts'

it.each([
  ['cash', 100_000, 100_000],
  ['refunds', 30_000, 30_000],
  ['revenue', -90_000, 90_000],
  ['credit', -10_000, 10_000],
  ['liability', 5000, -5000],
  ['liability', 0, 0],
] as const)('%s %d is %d', (bookAccount, amountMinor, natural) => {
  expect(naturalBalance(bookAccount, amountMinor)).toBe(natural)
})
