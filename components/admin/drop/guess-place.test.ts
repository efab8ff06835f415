import { describe, expect, it } from 'vitest'
import type { MediaPlace } from '../media/place.ts'
import { guessPlace } from './guess-place.ts'

function place(role: 'main' | 'trailer', season: number | null, episode: number | null, published = false) {
  return {
    target: { titleId: 't', episodeId: episode === null ? null : `${season}-${episode}`, role },
    number: episode === null ? null : { season, episode },
    name: null,
    assetId: null,
    versions: published ? [{ state: 'published' }] : [],
    encode: null,
  } as MediaPlace
}

const film = place('main', null, null)
const trailer = place('trailer', null, null)
const series = [place('main', 1, 1, true), place('main', 1, 2), place('main', 2, 1), trailer]

describe('guessPlace', () => {
  it('gives a film its only place', () => {
    expect(guessPlace('tam-bao-master.mov', [film, trailer])).toBe(film)
  })

  it.each([
    ['hem-cut-88.S02E01.mkv', series[2]],
    ['Hẻm Cụt 88 T1 Tập 02.mp4', series[1]],
    ['tap-2.mp4', series[1]],
    ['02 can gac.mp4', series[1]],
    ['trailer-final.mp4', trailer],
    ['khong-so.mp4', series[1]],
  ])('%s', (name, expected) => {
    expect(guessPlace(name, series)).toBe(expected)
  })

  it('gives nothing for a season and episode that are not there', () => {
    expect(guessPlace('S09E09.mkv', series)).toBeUndefined()
  })
})
