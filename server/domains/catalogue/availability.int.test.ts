import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { now } from '../../platform/clock/clock.ts'
import { moveClock } from '../../platform/clock/testing.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import {
  browseTitles,
  getHome,
  getPlayable,
  getTitleBySlug,
  getTitleCards,
  publishTitle,
  updateTitle,
} from './index.ts'
import type { AdminTitleDto } from './schemas.ts'
import { giveFilm, makeGenres, makeTitle, system } from './testing.ts'

const hourMs = 3_600_000
let title: AdminTitleDto
let other: AdminTitleDto

async function seen(): Promise<boolean[]> {
  const isOurs = ({ id }: { id: string }) => id === title.id
  const [home, browse, cards, page, similar] = await Promise.all([
    getHome(),
    browseTitles({ genre: 'drama' }),
    getTitleCards({ titleIds: [title.id] }),
    getTitleBySlug({ slug: title.slug }).catch(() => null),
    getTitleBySlug({ slug: other.slug }),
  ])
  return [
    home.rows.some((row) => row.titles.some(isOurs)),
    browse.titles.some(isOurs) && browse.genres.some((genre) => genre.count === 2),
    cards.some(isOurs),
    page !== null,
    similar.similar.some(isOurs),
  ]
}

beforeAll(async () => {
  await makeGenres('drama')
  for (const name of ['Khác', 'Sắp chiếu']) {
    const made = await makeTitle(name, { genres: ['drama'] })
    await giveFilm(made.id)
    title = await publishTitle(system, { titleId: made.id })
    other ??= title
  }
})
afterAll(async () => {
  await moveClock(0)
  await Promise.all([closePostgres(), closeRedis()])
})

test('every read for viewers knows the publishing window, to the moment', async () => {
  const at = (hours: number) => new Date(now().getTime() + hours * hourMs).toISOString()
  const [availableFrom, availableUntil] = [at(10), at(20)]
  await updateTitle(system, {
    titleId: title.id,
    version: title.version,
    availableFrom,
    availableUntil,
    regions: ['VN'],
    access: [{ type: 'subscription' }],
  })
  const nowhere = [false, false, false, false, false]
  expect(await seen()).toEqual(nowhere)
  await moveClock(10.01 * hourMs)
  expect(await seen()).toEqual(nowhere.map(() => true))
  expect((await getTitleBySlug({ slug: title.slug })).availability).toEqual({
    availableFrom,
    availableUntil,
    regions: ['VN'],
    needsRight: true,
    inPlans: true,
  })
  await moveClock(20.01 * hourMs)
  expect(await seen()).toEqual(nowhere)
  // Who plays is told why not by playback.
  expect(await getPlayable({ titleId: title.id })).toMatchObject({
    published: true,
    availability: { availableUntil },
  })
})

test('cached pages are read anew when the window opens and when it closes', async () => {
  const runs = await database().select().from(jobRuns).where(eq(jobRuns.name, 'refresh-pages'))
  expect(runs.map(({ subjectId, payload }) => ({ subjectId, payload }))).toEqual([
    { subjectId: title.id, payload: { slugs: [title.slug] } },
    { subjectId: title.id, payload: { slugs: [title.slug] } },
  ])
  const [opens, closes] = runs.map(({ availableAt }) => availableAt.getTime())
  expect((closes ?? 0) - (opens ?? 0)).toBe(10 * hourMs)
})

test('a window that closes before it opens is refused', async () => {
  await expect(
    updateTitle(system, {
      titleId: other.id,
      version: other.version,
      availableFrom: '2026-12-02T00:00:00Z',
      availableUntil: '2026-12-01T00:00:00Z',
    }),
  ).rejects.toMatchObject({ code: 'title.window-backwards' })
})
