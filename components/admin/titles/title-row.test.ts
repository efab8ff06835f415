import { describe, expect, it } from 'vitest'
import { lackOf, standingOf, type TitleRow } from './title-row.ts'

const row: TitleRow = {
  id: 'a',
  slug: 'a',
  name: 'A',
  kind: 'film',
  status: 'draft',
  year: null,
  ratingCode: 'P',
  poster: null,
  hasPoster: true,
  accent: null,
  featured: false,
  rungs: [],
  encode: null,
  episodeCount: 0,
  playableCount: 1,
  durationMs: 1,
  updatedAt: '2026-11-21T00:00:00Z',
}

describe('how a title stands', () => {
  it('is what its encode is at, else whether it is published', () => {
    const encode = { state: 'running' } as TitleRow['encode']
    expect(standingOf({ status: 'published', encode })).toBe('running')
    expect(standingOf({ status: 'published', encode: null })).toBe('published')
    expect(
      standingOf({ status: 'draft', encode: { ...encode, state: 'cancelled' } as TitleRow['encode'] }),
    ).toBe('draft')
  })

  it('names what is lacking, the rating first', () => {
    expect(lackOf(row)).toBeNull()
    expect(lackOf({ ...row, ratingCode: null, hasPoster: false })).toBe('missing-rating')
    expect(lackOf({ ...row, ratingCode: 'C' })).toBe('rating-c')
    expect(lackOf({ ...row, hasPoster: false })).toBe('missing-poster')
    expect(lackOf({ ...row, playableCount: 0 })).toBe('noFilm')
    expect(lackOf({ ...row, kind: 'series', episodeCount: 8, playableCount: 3 })).toBe('someFilms')
  })
})
