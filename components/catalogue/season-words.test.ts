import { expect, it } from 'vitest'
import { saysMoreThanNumber } from './season-words.ts'

it.each([
  ['Phần 1', 1, false],
  ['Mùa 1', 1, false],
  ['Season 1', 1, false],
  ['Season 01', 1, false],
  ['2', 2, false],
  ['Phần thứ 2', 2, false],
  ['Phần 2', 1, true],
  ['Mùa nước nổi', 1, true],
  ['Phần 1: Trở về', 1, true],
  ['Partners', 1, true],
])('%s, season %i', (name, number, more) => {
  expect(saysMoreThanNumber(name, number)).toBe(more)
})
