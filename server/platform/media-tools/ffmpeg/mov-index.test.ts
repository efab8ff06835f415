import { expect, it } from 'vitest'
import { declaredSeconds } from './mov-index.ts'

const header = (version: number, ...words: number[]): Buffer => {
  const numbers = Buffer.alloc(4 * words.length + 32)
  words.forEach((word, index) => numbers.writeUInt32BE(word, 4 * index))
  return Buffer.concat([Buffer.from('....moov....mvhd'), Buffer.from([version, 0, 0, 0]), numbers])
}

it('reads how long a film says it is, in both versions of its header', () => {
  expect(declaredSeconds(header(0, 7, 7, 600, 8400))).toBe(14)
  expect(declaredSeconds(header(1, 7, 7, 7, 7, 600, 1, 0))).toBe(2 ** 32 / 600)
})

it('knows nothing of a film without a header, without a clock or of no length', () => {
  for (const index of [
    Buffer.alloc(0),
    Buffer.from('mvhd'),
    header(0, 7, 7, 0, 8400),
    header(0, 7, 7, 600, 0),
  ])
    expect(declaredSeconds(index)).toBeNull()
})
