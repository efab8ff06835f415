import { expect, test } from 'vitest'
import { secondsUntilSlot } from './estimate-job-run.ts'

test('a run waits until the runs ahead have gone through the slots', () => {
  expect(secondsUntilSlot(1, [], [])).toBe(0)
  expect(secondsUntilSlot(1, [30], [])).toBe(30)
  expect(secondsUntilSlot(1, [30], [60, 60])).toBe(150)
  expect(secondsUntilSlot(2, [30], [60])).toBe(30)
  expect(secondsUntilSlot(2, [30, 10], [60])).toBe(30)
})

test('nothing is promised where a length or a worker is missing', () => {
  expect(secondsUntilSlot(0, [], [])).toBeNull()
  expect(secondsUntilSlot(1, [null], [])).toBeNull()
  expect(secondsUntilSlot(1, [1], [null])).toBeNull()
})
