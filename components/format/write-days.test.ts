import { createFormatter } from 'next-intl'
import { expect, it } from 'vitest'
import { writeDays } from './write-days.ts'

it.each([
  ['vi', '05/12/2026', /^23:30,? 05\/12\/2026$/],
  ['en', 'Dec 5, 2026', /^Dec 5, 2026, 11:30\sPM$/],
] as const)('in %s a day is %s', (locale, day, moment) => {
  const days = writeDays(createFormatter({ locale, timeZone: 'Asia/Ho_Chi_Minh' }), locale)
  expect(days.day('2026-12-05T16:30:00.000Z')).toBe(day)
  expect(days.moment(new Date('2026-12-05T16:30:00.000Z'))).toMatch(moment)
})
