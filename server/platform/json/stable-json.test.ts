import { expect, test } from 'vitest'
import { stableJson } from './stable-json.ts'

test('gives one text for equal values, whatever the order of their keys, and keeps the order of lists', () => {
  expect(stableJson({ b: [{ d: 1, c: null }, 2], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1},2]}')
  expect(stableJson({ a: 1, b: undefined })).toBe(stableJson({ a: 1 }))
  expect(stableJson([2, 1])).not.toBe(stableJson([1, 2]))
})
