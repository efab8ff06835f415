import { expect, it } from 'vitest'
import { countdownText } from './countdown-text.ts'

it.each([
  [86_400_000, '24:00:00'],
  [3_849_000, '1:04:09'],
  [872_000, '14:32'],
  [1, '00:01'],
  [-5, '00:00'],
])('%d ms are %s', (ms, text) => {
  expect(countdownText(ms)).toBe(text)
})
