import { describe, expect, it } from 'vitest'
import { isFresh, parseRange, rangeHolds } from './byte-range.ts'

const info = {
  key: 'k',
  sizeBytes: 10,
  modifiedAt: new Date('2026-11-21T07:00:00.400Z'),
  etag: '"abc"',
}
const asking = (headers: Record<string, string>) => new Request('http://localhost/', { headers })

describe('parseRange', () => {
  it.each([
    ['bytes=0-4', { kind: 'from', start: 0, end: 4 }],
    ['bytes=5-', { kind: 'from', start: 5, end: undefined }],
    ['bytes=-3', { kind: 'suffix', length: 3 }],
    ['bytes=4-2', null],
    ['bytes=0-1,3-4', null],
    ['bytes=-', null],
    ['lines=1-2', null],
    [null, null],
  ])('%s', (header, expected) => {
    expect(parseRange(header)).toEqual(expected)
  })
})

describe('conditions', () => {
  it('compares If-None-Match weakly, with lists and the star', () => {
    for (const tag of ['"abc"', 'W/"abc"', '"x", "abc"', '*']) {
      expect(isFresh(asking({ 'if-none-match': tag }), info)).toBe(true)
    }
    expect(isFresh(asking({ 'if-none-match': '"x"' }), info)).toBe(false)
    expect(isFresh(asking({}), info)).toBe(false)
  })

  it('compares If-Range strongly, by validator or by date', () => {
    expect(rangeHolds(asking({}), info)).toBe(true)
    expect(rangeHolds(asking({ 'if-range': '"abc"' }), info)).toBe(true)
    expect(rangeHolds(asking({ 'if-range': 'W/"abc"' }), info)).toBe(false)
    expect(rangeHolds(asking({ 'if-range': '"old"' }), info)).toBe(false)
    expect(rangeHolds(asking({ 'if-range': 'Sat, 21 Nov 2026 07:00:00 GMT' }), info)).toBe(true)
    expect(rangeHolds(asking({ 'if-range': 'Sat, 21 Nov 2026 06:00:00 GMT' }), info)).toBe(false)
  })
})
