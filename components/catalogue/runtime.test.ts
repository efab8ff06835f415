import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import en from '../../i18n/messages/en/catalogue.json' with { type: 'json' }
import vi from '../../i18n/messages/vi/catalogue.json' with { type: 'json' }
import { formatClock, formatRuntime } from './runtime.ts'

const inVietnamese = createTranslator({ locale: 'vi', messages: { catalogue: vi }, namespace: 'catalogue' })
const inEnglish = createTranslator({ locale: 'en', messages: { catalogue: en }, namespace: 'catalogue' })
const minute = 60_000

describe('formatRuntime', () => {
  it.each([
    [45_000, '45 giây', '45 sec'],
    [200, '1 giây', '1 sec'],
    [18 * minute, '18 phút', '18 min'],
    [59.6 * minute, '1 giờ', '1 hr'],
    [112 * minute, '1 giờ 52 phút', '1 hr 52 min'],
    [124 * minute, '2 giờ 04 phút', '2 hr 04 min'],
  ])('%d ms', (milliseconds, vietnamese, english) => {
    expect(formatRuntime(milliseconds, inVietnamese as never)).toBe(vietnamese)
    expect(formatRuntime(milliseconds, inEnglish as never)).toBe(english)
  })
})

describe('formatClock', () => {
  it('pads seconds, and minutes behind hours', () => {
    expect([42_000, 108_000, 3_849_000].map(formatClock)).toEqual(['0:42', '1:48', '1:04:09'])
  })
})
