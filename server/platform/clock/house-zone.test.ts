import { expect, it } from 'vitest'
import { houseDay } from './house-zone.ts'

it('a day of the house begins at 17:00 UTC', () => {
  expect(houseDay(new Date('2026-11-20T16:59:59Z'))).toBe('2026-11-20')
  expect(houseDay(new Date('2026-11-20T17:00:00Z'))).toBe('2026-11-21')
})
