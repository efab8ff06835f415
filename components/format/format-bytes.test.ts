import { describe, expect, it } from 'vitest'
import { formatBytes, formatBytesOf } from './format-bytes.ts'

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_500, '1,5 KB'],
    [38_000_000, '38 MB'],
    [25_600_000_000, '25,6 GB'],
  ])('%d in Vietnamese', (bytes, text) => {
    expect(formatBytes(bytes, 'vi')).toBe(text)
  })

  it('uses the whole for both', () => {
    expect(formatBytesOf(18_200_000_000, 25_600_000_000, 'en')).toBe('18.2 / 25.6 GB')
    expect(formatBytesOf(0, 17_400_000_000, 'vi')).toBe('0 / 17,4 GB')
  })
})
