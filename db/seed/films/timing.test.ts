import { describe, expect, it } from 'vitest'
import { breakLines, formatSubRip, splitProse, timeSubtitles } from './timing.ts'

describe('splitProse', () => {
  it('splits at sentence ends first, then at commas, and loses no word', () => {
    const prose =
      'Mùa lũ cuối cùng trước khi con đê khép lại, một người đưa đò dạy cháu gái đọc dòng nước. Cô bé phải chọn.'
    const pieces = splitProse(prose)
    expect(pieces).toEqual([
      'Mùa lũ cuối cùng trước khi con đê khép lại,',
      'một người đưa đò dạy cháu gái đọc dòng nước.',
      'Cô bé phải chọn.',
    ])
    expect(pieces.join(' ')).toBe(prose)
  })

  it('gives nothing for nothing', () => {
    expect(splitProse('')).toEqual([])
  })
})

describe('breakLines', () => {
  it('breaks a long cue near its middle and leaves a short one alone', () => {
    expect(breakLines('Nước lên, người ở lại.')).not.toContain('\n')
    expect(breakLines('một người đưa đò dạy cháu gái đọc dòng nước sâu.')).toBe(
      'một người đưa đò dạy cháu\ngái đọc dòng nước sâu.',
    )
  })
})

describe('timeSubtitles', () => {
  it('stays inside its span and never overlaps', () => {
    const cues = timeSubtitles('Một câu ngắn. Rồi một câu nữa, dài hơn một chút. Hết.', 8, 20)
    expect(cues[0]?.startS).toBe(8)
    expect(cues.at(-1)?.endS).toBeLessThanOrEqual(20)
    for (const [index, cue] of cues.entries())
      expect(cue.startS).toBeGreaterThanOrEqual(cues[index - 1]?.endS ?? 8)
  })
})

describe('formatSubRip', () => {
  it('writes numbered cues with comma milliseconds', () => {
    expect(formatSubRip([{ startS: 1.5, endS: 63.25, text: 'Xin chào' }])).toBe(
      '1\n00:00:01,500 --> 00:01:03,250\nXin chào\n',
    )
  })
})
