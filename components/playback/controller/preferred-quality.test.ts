import { expect, it } from 'vitest'
import { cappedLevel, highestOf } from './preferred-quality.ts'

it.each([
  ['auto', -1],
  ['saving', 1],
  ['720', 2],
  ['2160', 3],
] as const)('%s of 240, 360, 720 and 1080 lines is level %i at most', (quality, level) => {
  expect(cappedLevel([240, 360, 720, 1080], highestOf(quality))).toBe(level)
})

it('with nothing low enough is the lowest there is', () => {
  expect(cappedLevel([720, 1080], 480)).toBe(0)
  expect(cappedLevel([], 480)).toBe(-1)
})
