import { describe, expect, it } from 'vitest'
import { isDoubtful, judgeFields, parseFieldCounts } from './look-at-fields.ts'

describe('isDoubtful', () => {
  const rate = (num: number, den = 1) => ({ num, den })
  it.each([
    [{ interlaced: false, codedHeight: 576, frameRate: rate(25) }, true],
    [{ interlaced: false, codedHeight: 1080, frameRate: rate(30_000, 1001) }, true],
    [{ interlaced: false, codedHeight: 1080, frameRate: rate(24) }, false],
    [{ interlaced: false, codedHeight: 720, frameRate: rate(25) }, false],
    [{ interlaced: false, codedHeight: 1080, frameRate: rate(50) }, false],
    [{ interlaced: true, codedHeight: 240, frameRate: rate(12) }, true],
  ])('%j: %s', (video, doubtful) => {
    expect(isDoubtful(video)).toBe(doubtful)
  })
})

describe('judgeFields', () => {
  it.each([
    ['a film of one moment a frame', false, [0, 0, 200], { interlaced: false }],
    ['a few fine lines', false, [9, 3, 200], { interlaced: false }],
    ['fields under a progressive flag', false, [190, 0, 10], { interlaced: true, measuredFields: 'tff' }],
    ['the lower field first', false, [2, 190, 10], { interlaced: true, measuredFields: 'bff' }],
    ['telecine', false, [80, 0, 120], { interlaced: true, measuredFields: 'tff' }],
    ['fields under their flag', true, [190, 0, 10], { interlaced: true }],
    ['a film of both under the flag', true, [20, 0, 180], { interlaced: true }],
    ['a progressive film under the flag', true, [1, 1, 198], { interlaced: false }],
    ['a still picture under the flag', true, [0, 0, 6], { interlaced: true }],
    ['a still picture', false, [6, 0, 0], { interlaced: false }],
  ] as const)('%s', (_, interlaced, [top, bottom, progressive], judged) => {
    expect(judgeFields({ interlaced }, { top, bottom, progressive })).toEqual(judged)
  })
})

it('parseFieldCounts reads the frames that were told apart by their neighbours', () => {
  const text = `[Parsed_idet_0 @ 0x55] Single frame detection: TFF:   1 BFF:     2 Progressive:   3 Undetermined:  44
[Parsed_idet_0 @ 0x55] Multi frame detection: TFF:    70 BFF:     0 Progressive:     4 Undetermined:     1
[Parsed_idet_0 @ 0x56] Multi frame detection: TFF:     2 BFF:     1 Progressive:    72 Undetermined:     0`
  expect(parseFieldCounts(text)).toEqual({ top: 72, bottom: 1, progressive: 76 })
  expect(parseFieldCounts('')).toEqual({ top: 0, bottom: 0, progressive: 0 })
})
