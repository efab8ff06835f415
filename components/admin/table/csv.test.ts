import { describe, expect, it } from 'vitest'
import { csvField, toCsv } from './csv.ts'

describe('csv', () => {
  it.each([
    ['Ve Sầu', 'Ve Sầu'],
    ['Lửa nhỏ, nồi đất', '"Lửa nhỏ, nồi đất"'],
    ['nói "không"', '"nói ""không"""'],
    ['hai\ndòng', '"hai\ndòng"'],
    ['=1+1', "'=1+1"],
    ['-2', "'-2"],
    ['@SUM(A1,A2)', '"\'@SUM(A1,A2)"'],
  ])('writes %j', (value, field) => {
    expect(csvField(value)).toBe(field)
  })

  it('leaves numbers bare and nothing empty', () => {
    expect(toCsv([[-5, null, 'a']])).toBe('\uFEFF-5,,a\r\n')
  })
})
