import { expect, test } from 'vitest'
import { lineOf, wholeNumber } from './define-bench.ts'
import { median, percentile } from './statistics.ts'

test('a median is the middle, or half-way between the two in the middle', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(median([])).toBeNaN()
})

test('a percentile lies between its neighbours by proportion', () => {
  expect(percentile([0, 10], 0.95)).toBeCloseTo(9.5)
  expect(percentile([5], 0.95)).toBe(5)
})

test('a line carries the ratio to the floor and whether its goal is met', () => {
  const measure = { name: 'encode/clip', value: 11, unit: 's', floor: 10 }
  expect(lineOf({ ...measure, goal: { atMost: 1.1 } })).toMatchObject({ ratio: 1.1, met: true })
  expect(lineOf({ ...measure, goal: { atMost: 1.05 } })).toMatchObject({ met: false })
  expect(lineOf({ ...measure, goal: { atLeast: 0.9 }, floor: null })).toEqual({
    ...measure,
    floor: null,
    ratio: null,
  })
})

test('a number of runs is whole and not zero', () => {
  expect(wholeNumber({ runs: '3' }, 'runs')).toBe(3)
  for (const runs of ['0', '-1', '2.5', 'many', ''])
    expect(() => wholeNumber({ runs }, 'runs')).toThrow('--runs')
})
