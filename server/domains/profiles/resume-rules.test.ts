import { describe, expect, it } from 'vitest'
import { isFinished, resumePosition } from './resume-rules.ts'

const durationMs = 100_000

describe('resumePosition', () => {
  it.each([
    [0, 0],
    [4_999, 0],
    [5_000, 5_000],
    [50_000, 50_000],
    [89_999, 89_999],
    [90_000, 0],
    [100_000, 0],
  ])('%i of 100000 ms starts at %i', (positionMs, expected) => {
    expect(resumePosition({ positionMs, durationMs })).toBe(expected)
  })

  it('starts at the beginning when nothing is kept', () => {
    expect(resumePosition(null)).toBe(0)
  })
})

it('counts as finished from 90 %', () => {
  expect(isFinished({ positionMs: 89_999, durationMs })).toBe(false)
  expect(isFinished({ positionMs: 90_000, durationMs })).toBe(true)
})
