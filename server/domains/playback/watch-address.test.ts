import { expect, it } from 'vitest'
import { chooseEpisode } from './choose-episode.ts'
import { readEpisodeAddress, watchAddress } from './watch-address.ts'

it.each([
  [null, '/watch/phim'],
  [{ seasonNumber: 1, number: 2 }, '/watch/phim/s1e2'],
  [{ seasonNumber: null, number: 3 }, '/watch/phim/e3'],
])('an address says what is watched: %j', (episode, address) => {
  expect(watchAddress('phim', episode)).toBe(address)
  if (episode) expect(readEpisodeAddress(address.split('/')[3] ?? '')).toEqual(episode)
})

it.each(['s1', 'e', 's1e2x', '2', 's1e99999', ''])('%s names no episode', (segment) => {
  expect(readEpisodeAddress(segment)).toBeNull()
})

const episode = (assetId: string | null) => ({ playable: assetId === null ? null : { assetId } })
const season = [episode('a'), episode(null), episode('b'), episode('c')]
const watched = (assetId: string, finished = false) => ({ assetId, finished })

it.each([
  ['nothing was watched: the first', [], 'a'],
  ['one is open: that one', [watched('b')], 'b'],
  ['one is finished: the next that has a film', [watched('a', true)], 'b'],
  ['the last is finished: the first again', [watched('c', true)], 'a'],
  ['an episode that is gone is passed over', [watched('x'), watched('b')], 'b'],
])('%s', (_, positions, expected) => {
  expect(chooseEpisode(season, positions)?.playable?.assetId).toBe(expected)
})

it('nothing can be played: nothing is chosen', () => {
  expect(chooseEpisode([episode(null)], [])).toBeNull()
})
