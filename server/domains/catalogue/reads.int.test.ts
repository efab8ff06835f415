import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import {
  browseTitles,
  ensureCountries,
  getHome,
  getPlayable,
  getTitleBySlug,
  getTitleCards,
  publishTitle,
  setCredits,
  setEpisodes,
  setFeatured,
} from './index.ts'
import type { AdminTitleDto, CreateTitleInput } from './schemas.ts'
import { giveFilm, later, makeGenres, makeTitle, nowhere, system } from './testing.ts'

const films: AdminTitleDto[] = []
let series: AdminTitleDto
let episodeAssets: string[]
let filmAsset: string

async function published(vi: string, fields: Partial<CreateTitleInput> = {}): Promise<AdminTitleDto> {
  const title = await makeTitle(vi, fields)
  return publishTitle(later(), { titleId: title.id })
}

const episodes = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ number: index + 1, title: { vi: `Tập ${index + 1}` } }))

beforeAll(async () => {
  await makeGenres('drama', 'horror', 'unused')
  await ensureCountries(system, { countries: [{ code: 'VN', label: { vi: 'Việt Nam', en: 'Vietnam' } }] })
  for (const number of [1, 2, 3, 4]) {
    films.push(await published(`Phim ${number}`, { genres: ['drama'], synopsis: { vi: `Chuyện ${number}` } }))
  }
  await makeTitle('Nháp', { genres: ['drama'] })
  const draft = await makeTitle('Hẻm', {
    kind: 'series',
    genres: ['horror', 'drama'],
    moods: { vi: ['u tối'], en: ['dark'] },
    countryCodes: ['VN', 'XX'],
  })
  series = await setEpisodes(system, {
    titleId: draft.id,
    seasons: [
      { number: 1, episodes: episodes(3) },
      { number: 2, episodes: episodes(2) },
    ],
  })
  await setCredits(system, {
    titleId: series.id,
    credits: [
      { name: 'Phan Bảo Kha', role: 'director' },
      { name: 'Nghiêm Tú Ân', role: 'cast', character: { vi: 'Vỹ' } },
    ],
  })
  await publishTitle(later(), { titleId: series.id })
  // Out of order, and with a gap: the first season's second episode has no film yet.
  const [first, , third] = series.seasons[0]?.episodes ?? []
  const [fourth] = series.seasons[1]?.episodes ?? []
  episodeAssets = []
  for (const episode of [fourth, first, third]) {
    episodeAssets.push(await giveFilm(series.id, { episodeId: episode?.id ?? '' }))
  }
  filmAsset = await giveFilm(films[2]?.id ?? '')
  await giveFilm(films[2]?.id ?? '', { role: 'trailer', durationMs: 30_000 })
})

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

describe('getHome', () => {
  test('shows rows that have titles, what can be played first, and no draft', async () => {
    const { rows } = await getHome()
    expect(rows.map((row) => (row.kind === 'genre' ? row.genre.key : row.kind))).toEqual([
      'newest',
      'series',
      'drama',
    ])
    expect(rows[0]?.titles.map((title) => title.slug)).toEqual([
      'phim-3',
      'hem',
      'phim-4',
      'phim-2',
      'phim-1',
    ])
  })

  test('a card tells what the encoded films are, and nothing of what is not there', async () => {
    const { rows } = await getHome()
    const cards = rows[0]?.titles ?? []
    expect(cards.find((card) => card.slug === 'hem')).toMatchObject({
      kind: 'series',
      seasonCount: 2,
      episodeCount: 5,
      playableEpisodeCount: 3,
      playable: { assetId: episodeAssets[1], durationMs: 90_000, maxHeight: 720, audioChannels: 2 },
      episode: { seasonNumber: 1, number: 1 },
      genres: [{ key: 'horror' }, { key: 'drama' }],
      artwork: { poster: { width: 400, height: 600 }, still: null, lettering: null },
    })
    expect(cards.find((card) => card.slug === 'phim-3')).toMatchObject({
      trailer: { durationMs: 30_000 },
      episode: null,
      episodeCount: 0,
    })
    expect(cards.find((card) => card.slug === 'phim-1')).toMatchObject({ playable: null, trailer: null })
  })

  test('the hero holds featured titles, those with a film first', async () => {
    await setFeatured(system, { titleIds: [films[0]?.id ?? '', films[2]?.id ?? '', series.id] })
    const { featured } = await getHome()
    expect(featured.map((title) => title.slug)).toEqual(['phim-3', 'hem', 'phim-1'])
    expect(featured[0]?.synopsis).toEqual({ vi: 'Chuyện 3', en: 'Chuyện 3' })
    await setFeatured(system, { titleIds: [] })
    expect((await getHome()).featured.map((title) => title.slug)).toEqual([
      'phim-3',
      'hem',
      'phim-4',
      'phim-2',
    ])
  })
})

test('browseTitles narrows by kind and genre, and counts the genres there are', async () => {
  const all = await browseTitles({})
  expect(all.titles).toHaveLength(5)
  expect(all.genres.map((genre) => [genre.key, genre.count])).toEqual([
    ['drama', 5],
    ['horror', 1],
  ])
  const filmsOnly = await browseTitles({ kind: 'film', genre: 'drama' })
  expect(filmsOnly.titles).toHaveLength(4)
  expect(filmsOnly.genres.map((genre) => genre.key)).toEqual(['drama'])
  expect((await browseTitles({ genre: 'no-such' })).titles).toEqual([])
  await expect(browseTitles({ genre: "' or 1=1" })).rejects.toMatchObject({ code: 'input.invalid' })
})

describe('getTitleBySlug', () => {
  test('gives people, places, seasons with their films, and titles like it', async () => {
    const title = await getTitleBySlug({ slug: 'hem' })
    expect(title.credits.map((credit) => [credit.role, credit.name])).toEqual([
      ['director', 'Phan Bảo Kha'],
      ['cast', 'Nghiêm Tú Ân'],
    ])
    expect(title.countries).toEqual([{ code: 'VN', label: { vi: 'Việt Nam', en: 'Vietnam' } }])
    expect(
      title.seasons.map((season) => season.episodes.map((episode) => episode.playable !== null)),
    ).toEqual([
      [true, false, true],
      [true, false],
    ])
    expect(title.similar.map((card) => card.slug).toSorted()).toEqual([
      'phim-1',
      'phim-2',
      'phim-3',
      'phim-4',
    ])
  })

  test('knows no draft and no address that is not there', async () => {
    for (const slug of ['nhap', 'khong-co']) {
      await expect(getTitleBySlug({ slug })).rejects.toMatchObject({ code: 'title.not-found' })
    }
    // PostgreSQL itself would fail on the last one.
    for (const slug of ['../x', '', 'a\0b']) {
      await expect(getTitleBySlug({ slug })).rejects.toMatchObject({ code: 'input.invalid' })
    }
  })
})

describe('getPlayable', () => {
  test('finds a film by address and by asset', async () => {
    const byAddress = await getPlayable({ slug: 'phim-3' })
    expect(byAddress).toMatchObject({
      published: true,
      title: { slug: 'phim-3' },
      playable: { assetId: filmAsset },
      episode: null,
      previous: null,
      next: null,
    })
    expect(await getPlayable({ assetId: filmAsset })).toEqual(byAddress)
    expect(await getPlayable({ slug: 'phim-3', role: 'trailer' })).toMatchObject({
      playable: { role: 'trailer', durationMs: 30_000 },
    })
  })

  test('neighbours of an episode are the nearest ones that have a film, across seasons', async () => {
    const third = await getPlayable({ slug: 'hem', season: 1, episode: 3 })
    expect(third.episode).toMatchObject({ seasonNumber: 1, number: 3 })
    expect(third.previous).toMatchObject({ seasonNumber: 1, number: 1 })
    expect(third.next).toMatchObject({ seasonNumber: 2, number: 1 })
    expect((await getPlayable({ slug: 'hem', season: 2, episode: 1 })).next).toBeNull()
  })

  test('says so where no film is ready, and marks a draft', async () => {
    const missing = [
      { slug: 'phim-1' },
      { slug: 'hem' },
      { slug: 'hem', season: 1, episode: 2 },
      { slug: 'hem', season: 9, episode: 1 },
      { slug: 'khong-co' },
      { assetId: nowhere },
    ]
    for (const input of missing) {
      await expect(getPlayable(input)).rejects.toMatchObject({ code: 'playable.not-found' })
    }
    const draft = await makeTitle('Bản nháp có phim')
    const assetId = await giveFilm(draft.id)
    expect(await getPlayable({ assetId })).toMatchObject({ published: false })
  })
})

test('getTitleCards keeps the order and leaves out what is not published', async () => {
  const ids = [series.id, nowhere, films[1]?.id ?? '']
  expect((await getTitleCards({ titleIds: ids })).map((card) => card.slug)).toEqual(['hem', 'phim-2'])
  expect(await getTitleCards({ titleIds: [] })).toEqual([])
})
