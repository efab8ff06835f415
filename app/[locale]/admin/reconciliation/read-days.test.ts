import { expect, it } from 'vitest'
import { dayOf, toRange } from './read-days.ts'

const now = new Date('2026-11-21T18:30:00Z')

it('takes days as Viet Nam counts them, up to now', () => {
  expect(dayOf(now)).toBe('2026-11-22')
  expect(toRange({ provider: 'sepay', from: '2026-11-20', to: '2026-11-21' }, now)).toEqual({
    provider: 'sepay',
    from: new Date('2026-11-19T17:00:00Z'),
    until: new Date('2026-11-21T17:00:00Z'),
  })
  expect(toRange({ provider: null, from: '2026-11-22', to: '2026-11-22' }, now)).toEqual({
    provider: undefined,
    from: new Date('2026-11-21T17:00:00Z'),
    until: now,
  })
})

it.each([
  ['2026-11-22', '2026-11-21'],
  ['2026-02-30', '2026-03-01'],
  ['', '2026-11-21'],
])('refuses %j to %j', (from, to) => {
  expect(() => toRange({ provider: null, from, to }, now)).toThrow()
})
