import { expect, test } from 'vitest'
import { addCueAfter, editCues, keepCues } from './edited-cues.ts'

const cue = (startMs: number, endMs: number) => ({
  startMs,
  endMs,
  text: 'x',
  confidence: 50,
  picture: '00001.webp',
})

test('adds a line into the gap and no further than the next one', () => {
  const cues = addCueAfter(editCues([cue(0, 1000), cue(1500, 2000)]), 0)
  expect(cues.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
    [0, 1000],
    [1000, 1500],
    [1500, 2000],
  ])
  expect(new Set(cues.map(({ key }) => key)).size).toBe(3)
})

test('adds two seconds at the end, and where there is no gap', () => {
  expect(addCueAfter(editCues([cue(0, 1000)]), 0)[1]).toMatchObject({ startMs: 1000, endMs: 3000, text: '' })
  expect(addCueAfter(editCues([cue(0, 1000), cue(900, 2000)]), 0)[1]).toMatchObject({ endMs: 3000 })
})

test('keeps lines without their keys', () => {
  expect(keepCues(editCues([cue(0, 1)]))).toEqual([cue(0, 1)])
})
