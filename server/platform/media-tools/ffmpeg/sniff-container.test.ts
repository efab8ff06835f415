import { describe, expect, it } from 'vitest'
import { nameContainer, nameOther } from './sniff-container.ts'

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

describe('nameOther', () => {
  it.each([
    ['pointer', '#EXTM3U\n'],
    ['pointer', 'ffconcat version 1.0\n'],
    ['pointer', "file '/etc/passwd'\n"],
    ['pointer', '<?xml version="1.0"?>\n<MPD>'],
    ['pointer', ' \n<SmoothStreamingMedia>'],
    ['picture', '<?xml version="1.0"?>\n<svg xmlns="x">'],
    ['picture', '<svg>'],
    ['picture', '\x89PNG\r\n'],
    ['picture', 'RIFF....WEBPVP8 '],
    ['picture', '\0\0\0\x20ftypheic'],
    ['sound', 'RIFF....WAVEfmt '],
    ['sound', 'ID3\x04'],
    ['sound', 'fLaC'],
    [null, 'Dear viewer,'],
    [null, ''],
  ])('says %s of %j', (what, text) => {
    expect(nameOther(head(text))).toBe(what)
  })

  it('says nothing of a film', () => {
    expect(nameContainer(head('\0\0\0\x20ftypheic'))).toBeNull()
    expect(nameOther(head('\x1a\x45\xdf\xa3'))).toBeNull()
  })
})
