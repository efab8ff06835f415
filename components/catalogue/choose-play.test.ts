import { describe, expect, it } from 'vitest'
import { choosePlay, type Playable } from './choose-play.ts'
import type { EpisodeRef } from './views.ts'

const episode = (number: number): EpisodeRef => ({
  id: `e${number}`,
  season: 1,
  number,
  name: `Tập ${number}`,
})
const series: Playable[] = [1, 2, 3].map((number) => ({ episode: episode(number), durationMs: 60_000 }))
const film: Playable[] = [{ episode: null, durationMs: 100_000 }]
const at = (episodeId: string | null, positionMs: number, finished = false, durationMs = 60_000) => ({
  titleId: 't',
  episodeId,
  positionMs,
  durationMs,
  finished,
})

describe('choosePlay', () => {
  it('has nothing to play while no film is there', () => {
    expect(choosePlay({ signedIn: true, playables: [], progress: [] })).toEqual({ kind: 'coming' })
  })

  it('asks visitors to sign in, at the first episode', () => {
    expect(choosePlay({ signedIn: false, playables: series, progress: [] })).toEqual({
      kind: 'sign-in',
      episode: episode(1),
    })
  })

  it('starts at the beginning without a position, and below 5 %', () => {
    const start = { kind: 'play', episode: null }
    expect(choosePlay({ signedIn: true, playables: film, progress: [] })).toEqual(start)
    expect(
      choosePlay({ signedIn: true, playables: film, progress: [at(null, 4_000, false, 100_000)] }),
    ).toEqual(start)
  })

  it('plays the seasons that are held alone, whatever was watched of others', () => {
    const second = [1, 2].map((number) => ({
      episode: { ...episode(number), id: `s2e${number}`, season: 2 },
      durationMs: 60_000,
    }))
    const ask = (progress: ReturnType<typeof at>[]) =>
      choosePlay({ signedIn: true, playables: [...series, ...second], progress, seasons: [2] })
    expect(ask([])).toEqual({ kind: 'play', episode: second[0]?.episode })
    expect(ask([at('e2', 15_000), at('s2e1', 60_000, true)])).toEqual({
      kind: 'play',
      episode: second[1]?.episode,
    })
    expect(ask([at('s2e2', 60_000, true)])).toMatchObject({ episode: { id: 's2e1' } })
    const none = { signedIn: true, playables: series, progress: [], seasons: [2] }
    expect(choosePlay(none)).toEqual({ kind: 'coming' })
  })

  it('goes on where one stopped, with what is left', () => {
    expect(
      choosePlay({ signedIn: true, playables: film, progress: [at(null, 40_000, false, 100_000)] }),
    ).toEqual({
      kind: 'resume',
      episode: null,
      leftMs: 60_000,
      share: 0.4,
    })
    expect(choosePlay({ signedIn: true, playables: series, progress: [at('e2', 15_000)] })).toMatchObject({
      kind: 'resume',
      episode: { number: 2 },
      leftMs: 45_000,
    })
  })

  it('offers the next episode after a finished one, and the first after the last', () => {
    const after = (id: string) =>
      choosePlay({ signedIn: true, playables: series, progress: [at(id, 59_000, true)] })
    expect(after('e1')).toEqual({ kind: 'play', episode: episode(2) })
    expect(after('e3')).toEqual({ kind: 'play', episode: episode(1) })
  })

  it('goes on inside the next episode where that was begun', () => {
    const progress = [at('e1', 59_000, true), at('e2', 30_000)]
    expect(choosePlay({ signedIn: true, playables: series, progress })).toMatchObject({
      kind: 'resume',
      episode: { number: 2 },
      leftMs: 30_000,
    })
  })

  it('starts over when the episode one stopped in is gone', () => {
    expect(choosePlay({ signedIn: true, playables: series, progress: [at('gone', 9_000)] })).toEqual({
      kind: 'play',
      episode: episode(1),
    })
  })
})
