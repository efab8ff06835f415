import { describe, expect, it } from 'vitest'
import type { EncodeProgressDto } from '#server/domains/media/schemas.ts'
import { partEncodes } from './encode-row.ts'

const encode = (versionId: string, part: Partial<EncodeProgressDto>) =>
  ({ versionId, ...part }) as EncodeProgressDto

describe('partEncodes', () => {
  it('puts what runs first, then the line in its order, then what has no place yet', () => {
    const { open } = partEncodes([
      encode('none', { state: 'queued', queuePosition: null }),
      encode('second', { state: 'queued', queuePosition: 2 }),
      encode('now', { state: 'running', queuePosition: null }),
      encode('next', { state: 'queued', queuePosition: 1 }),
    ])
    expect(open.map((row) => row.versionId)).toEqual(['now', 'next', 'second', 'none'])
  })

  it('puts what ended last first', () => {
    const { open, ended } = partEncodes([
      encode('old', { state: 'succeeded', updatedAt: '2026-11-20' }),
      encode('new', { state: 'failed', updatedAt: '2026-11-21' }),
    ])
    expect(open).toEqual([])
    expect(ended.map((row) => row.versionId)).toEqual(['new', 'old'])
  })
})
