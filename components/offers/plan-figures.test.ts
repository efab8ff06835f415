import { expect, it } from 'vitest'
import { renewalDate } from './renewal-date.ts'
import { savedMonths } from './saved-months.ts'

it.each([
  ['2026-11-21', 'month', '2026-12-21'],
  ['2027-01-31', 'month', '2027-02-28'],
  ['2028-02-29', 'year', '2029-02-28'],
] as const)('from %s a %s on is %s', (from, interval, day) => {
  expect(renewalDate(new Date(`${from}T10:00:00Z`), interval).toISOString()).toBe(`${day}T10:00:00.000Z`)
})

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
