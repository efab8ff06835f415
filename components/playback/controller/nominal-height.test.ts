import { expect, it } from 'vitest'
import { nominalHeight } from './nominal-height.ts'

it.each([
  [1920, 1080, 1080],
  [1920, 804, 1080],
  [1280, 536, 720],
  [854, 358, 480],
  [426, 178, 240],
  [1080, 1920, 1080],
  [886, 1920, 1080],
  [240, 426, 240],
  [640, 480, 480],
  [1280, 700, 720],
  [160, 120, 120],
  [0, 0, 0],
])('%ix%i is %ip', (width, height, nominal) => {
  expect(nominalHeight({ width, height })).toBe(nominal)
})
