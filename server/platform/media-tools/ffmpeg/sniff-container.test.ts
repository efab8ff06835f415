import { describe, expect, it } from 'vitest'
import { nameContainer } from './sniff-container.ts'

const head = (text: string, at = 0): Uint8Array => {
  const bytes = Buffer.alloc(564)
  bytes.write(text, at, 'latin1')
  return bytes
}

describe('nameContainer', () => {
  it('goes by the bytes', () => {
    expect(nameContainer(head('\0\0\0\x20ftypisom'))).toBe('mov')
    expect(nameContainer(head('\x1a\x45\xdf\xa3'))).toBe('matroska')
    expect(nameContainer(head('RIFF....AVI '))).toBe('avi')
    const ts = Buffer.alloc(564)
    for (const at of [0, 188, 376]) ts[at] = 0x47
    expect(nameContainer(ts)).toBe('mpegts')
  })

  it('knows no playlist, picture or text', () => {
    for (const text of ['#EXTM3U\n', 'ffconcat version 1.0', '\x89PNG', 'RIFF....WEBP', 'hello', '']) {
      expect(nameContainer(head(text))).toBeNull()
    }
  })
})
