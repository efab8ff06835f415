import { afterAll, describe, expect, test } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import { addEpisode, createTitle, setCredits, setEpisodes } from './index.ts'
import { admin, giveFilm, system } from './testing.ts'

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

describe('seasons, episodes and credits', () => {
  const episode = (number: number, vi = `Tập ${number}`) => ({ number, title: { vi } })

  test('setEpisodes matches by number, so that a film stays with its episode', async () => {
    const title = await createTitle(system, { kind: 'series', title: { vi: 'Dài Tập' } })
    const one = await setEpisodes(admin, {
      titleId: title.id,
      seasons: [
        { number: 2, episodes: [episode(1)] },
        { number: 1, title: { vi: 'Phần 1', en: 'Season 1' }, episodes: [episode(2), episode(1)] },
      ],
    })
    expect(one.seasons.map((season) => [season.number, season.episodes.map((each) => each.number)])).toEqual([
      [1, [1, 2]],
      [2, [1]],
    ])
    const kept = one.seasons[0]?.episodes[0]
    await giveFilm(title.id, { episodeId: kept?.id ?? '' })
    const two = await setEpisodes(admin, {
      titleId: title.id,
      seasons: [{ number: 1, episodes: [episode(1, 'Tên khác')] }],
    })
    expect(two.seasons).toHaveLength(1)
    expect(two.seasons[0]?.episodes).toMatchObject([
      { id: kept?.id, title: { vi: 'Tên khác' }, playable: { durationMs: 90_000 } },
    ])
    const lost = setEpisodes(admin, { titleId: title.id, seasons: [{ number: 1, episodes: [episode(3)] }] })
    await expect(lost).rejects.toMatchObject({ code: 'episode.has-film' })
  })

  test('a film has no episodes, a course no seasons, a number is given once', async () => {
    const film = await createTitle(system, { kind: 'film', title: { vi: 'Phim' } })
    const course = await createTitle(system, { kind: 'course', title: { vi: 'Khóa' } })
    await expect(setEpisodes(admin, { titleId: film.id, seasons: [] })).rejects.toMatchObject({
      code: 'title.has-no-episodes',
    })
    const inSeason = setEpisodes(admin, { titleId: course.id, seasons: [{ number: 1, episodes: [] }] })
    await expect(inSeason).rejects.toMatchObject({ code: 'season.number-refused' })
    const twice = setEpisodes(admin, {
      titleId: course.id,
      seasons: [{ number: null, episodes: [episode(1), episode(1)] }],
    })
    await expect(twice).rejects.toMatchObject({ code: 'episode.number-twice' })
    const lessons = await setEpisodes(admin, {
      titleId: course.id,
      seasons: [{ number: null, episodes: [episode(1), episode(2)] }],
    })
    expect(lessons.seasons).toMatchObject([{ number: null, episodes: [{ number: 1 }, { number: 2 }] }])
  })

  test('addEpisode takes the next number, in a season it makes when needed', async () => {
    const title = await createTitle(system, { kind: 'series', title: { vi: 'Thêm tập' } })
    const add = (number?: number) =>
      addEpisode(admin, { titleId: title.id, seasonNumber: 1, number, title: { vi: 'Tập' } })
    expect(await add()).toMatchObject({ seasonNumber: 1, number: 1 })
    expect(await add()).toMatchObject({ number: 2 })
    await expect(add(2)).rejects.toMatchObject({ code: 'episode.number-taken' })
    await expect(addEpisode(admin, { titleId: title.id, title: { vi: 'Tập' } })).rejects.toMatchObject({
      code: 'season.number-expected',
    })
  })

  test('setCredits keeps the order and knows one person by name, also in two titles at once', async () => {
    const names = ['Trần Lụa', 'An Khê', 'Đỗ Bình']
    const titles = await Promise.all(
      ['Một', 'Hai'].map((vi) => createTitle(system, { kind: 'film', title: { vi } })),
    )
    const results = await Promise.all(
      titles.map((title, index) =>
        setCredits(admin, {
          titleId: title.id,
          credits: (index === 0 ? names : names.toReversed()).map((name) => ({ name, role: 'cast' })),
        }),
      ),
    )
    expect(results[0]?.credits.map((credit) => credit.name)).toEqual(names)
    const ids = results.map((title) => title.credits.map((credit) => credit.personId).toSorted())
    expect(ids[0]).toEqual(ids[1])
  })
})
