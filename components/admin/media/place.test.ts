import { describe, expect, it } from 'vitest'
import { placeStanding, retryHelps, type MediaPlace } from './place.ts'

const place = (part: Partial<MediaPlace>): MediaPlace => ({
  target: { titleId: 't', episodeId: null, role: 'main' },
  number: null,
  name: null,
  assetId: null,
  versions: [],
  encode: null,
  ...part,
})

describe('a place for a film', () => {
  it('is empty, ready, or what its newest encode is at', () => {
    const versions = [{ state: 'published' }] as MediaPlace['versions']
    expect(placeStanding(place({}))).toBe('empty')
    expect(placeStanding(place({ versions }))).toBe('ready')
    expect(placeStanding(place({ versions, encode: { state: 'failed' } as MediaPlace['encode'] }))).toBe(
      'failed',
    )
    expect(placeStanding(place({ versions, encode: { state: 'cancelled' } as MediaPlace['encode'] }))).toBe(
      'ready',
    )
  })

  it('offers another try only when that can help', () => {
    expect(retryHelps({ error: { code: 'no-space', detail: '', needsOtherFile: false } })).toBe(true)
    expect(retryHelps({ error: null })).toBe(true)
    expect(retryHelps({ error: { code: 'not-a-film', detail: '', needsOtherFile: true } })).toBe(false)
  })
})
