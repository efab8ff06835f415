import { expect, test } from 'vitest'
import { formatCueTime, parseCueTime } from './cue-time.ts'

test.each([
  ['0:00:00.000', 0],
  ['0:01:02.500', 62_500],
  ['12:59:59.999', 46_799_999],
])('%s goes there and back', (text, ms) => {
  expect(formatCueTime(ms)).toBe(text)
  expect(parseCueTime(text)).toBe(ms)
})

test.each([
  ['1:02', 62_000],
  [' 01:02,5 ', 62_500],
  ['1:60', null],
  ['1:00:60', null],
  ['12', null],
  ['-1:00', null],
  ['', null],
])('reads %j as %s', (text, ms) => {
  expect(parseCueTime(text)).toBe(ms)
})
