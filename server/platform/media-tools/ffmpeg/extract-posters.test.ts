import { expect, test } from 'vitest'
import { planPosters } from './extract-posters.ts'

const ladder = { frameRate: { num: 24, den: 1 }, gopFrames: 48 }

test('a film has its stills taken from key frames at the middle of equal parts', () => {
  expect(planPosters(300_000, ladder, 5)).toEqual({
    keyFramesOnly: true,
    look: 3,
    starts: [13, 43, 73, 103, 133],
    atMs: [28_000, 88_000, 148_000, 208_000, 268_000],
  })
  expect(planPosters(14_084, ladder, 5)).toMatchObject({
    keyFramesOnly: true,
    look: 1,
    starts: [0, 1, 3, 5, 6],
  })
})

test('a short film is looked at frame by frame, never past its end', () => {
  expect(planPosters(2000, ladder, 5)).toMatchObject({
    keyFramesOnly: false,
    look: 9,
    starts: [0, 9, 19, 29, 38],
  })
  expect(planPosters(41, ladder, 5)).toEqual({ keyFramesOnly: false, look: 1, starts: [0], atMs: [0] })
  for (const durationMs of [42, 100, 500, 9_999, 10_001, 60_000]) {
    const { keyFramesOnly, look, starts } = planPosters(durationMs, ladder, 5)
    const total = durationMs / (keyFramesOnly ? 2000 : 1000 / 24)
    expect(starts.every((start, index) => start + look <= (starts[index + 1] ?? Math.ceil(total)))).toBe(true)
  }
})
