import { expect, it } from 'vitest'
import { savedMonths } from './saved-months.ts'

const plan = (month: number, year?: number) => ({
  prices: {
    month: { id: 'm', currency: 'VND' as const, amountMinor: month },
    ...(year !== undefined && { year: { id: 'y', currency: 'VND' as const, amountMinor: year } }),
  },
})

it('promises no more months than every plan saves', () => {
  expect(savedMonths([plan(49_000, 490_000), plan(89_000, 890_000)])).toBe(2)
  expect(savedMonths([plan(49_000, 490_000), plan(89_000, 1_000_000)])).toBe(0)
  expect(savedMonths([plan(49_000, 700_000)])).toBe(0)
  expect(savedMonths([plan(49_000)])).toBe(0)
})
