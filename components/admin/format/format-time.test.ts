import { describe, expect, it } from 'vitest'
import { formatClock, formatMoment, roundSpan } from './format-time.ts'

describe('roundSpan', () => {
  it.each([
    [0.2, { unit: 'seconds', seconds: 1 }],
    [59, { unit: 'seconds', seconds: 59 }],
    [61, { unit: 'minutes', minutes: 2 }],
    [3_600, { unit: 'hours', hours: 1, minutes: 0 }],
    [8_100, { unit: 'hours', hours: 2, minutes: 15 }],
  ])('%d s', (seconds, span) => {
    expect(roundSpan(seconds)).toMatchObject(span)
  })
})

describe('formatClock', () => {
  it.each([
    [48, '0:48'],
    [1_661, '27:41'],
    [4_360, '1:12:40'],
    [-3, '0:00'],
    [37.999_999, '0:38'],
    [37.98, '0:37'],
    [3_599.995, '1:00:00'],
  ])('%d s', (seconds, text) => {
    expect(formatClock(seconds)).toBe(text)
  })
})

describe('formatMoment', () => {
  const nowMs = Date.parse('2026-11-21T06:00:00Z')

  it('leaves out this year', () => {
    expect(formatMoment('2026-11-20T01:00:00Z', 'vi', nowMs)).toBe('20/11 08:00')
    expect(formatMoment('2026-11-20T01:00:00Z', 'en', nowMs)).toBe('20 Nov 08:00')
  })

  it('names another year', () => {
    expect(formatMoment('2025-12-31T18:00:00Z', 'vi', nowMs)).toBe('01/01 01:00')
    expect(formatMoment('2025-01-01T05:00:00Z', 'vi', nowMs)).toBe('01/01/2025 12:00')
  })
})
