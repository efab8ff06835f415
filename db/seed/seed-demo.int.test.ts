import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  deleteTitle,
  getHome,
  getTitleBySlug,
  listTitlesForAdmin,
  unpublishTitle,
} from '#server/domains/catalogue/index.ts'
import { listOffersOfTitle, listPlans } from '#server/domains/offers/index.ts'
import { signIn } from '#server/domains/identity/index.ts'
import { createContext, systemContext } from '#server/platform/context/context.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { listJobRuns } from '#server/platform/queues/index.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { demoAccounts } from './demo-accounts.ts'
import { featuredSlugs } from './demo-titles.ts'
import { seedDemo } from './seed-demo.ts'
import type { Seeded } from './seed-demo.ts'

const system = () => systemContext('test')
const waitingFilms = async () => listJobRuns(system(), { name: 'make-demo-film', pageSize: 100 })
let first: Seeded

beforeAll(async () => {
  first = await seedDemo()
}, 120_000)
afterAll(async () => {
  await closePostgres()
  await closeRedis()
})

describe('seedDemo', () => {
  it('publishes all titles with people, pictures and parts, before any film is there', async () => {
    expect(first).toEqual({ titles: 18, films: 34, accounts: demoAccounts.length })
    const series = await getTitleBySlug({ slug: 'hem-cut-88' })
    expect(series.seasons.map((season) => season.episodes.length)).toEqual([4, 4])
    expect(series.credits[0]).toMatchObject({ name: 'Phan Bảo Kha', role: 'director' })
    expect(series.artwork.poster?.width).toBe(640)
    expect(series.artwork.still?.width).toBe(1600)
    expect(series.artwork.lettering).not.toBeNull()
    expect(series.playable).toBeNull()
    const course = await getTitleBySlug({ slug: 'lua-nho-noi-dat' })
    expect(course.seasons).toHaveLength(1)
    expect(course.seasons[0]).toMatchObject({ number: null })
    expect(course.seasons[0]?.episodes).toHaveLength(7)
  })

  it('features four titles, the hero first', async () => {
    const { featured } = await getHome()
    expect(featured.map(({ slug }) => slug)).toEqual(featuredSlugs)
  })

  it('asks for every film once, the hero’s with the highest priority', async () => {
    const { runs } = await waitingFilms()
    expect(runs).toHaveLength(34)
    const [hero] = runs.toSorted((a, b) => b.priority - a.priority)
    expect(hero?.priority).toBe(-1)
  })

  it('offers three plans, and rents out and sells what the catalogue says', async () => {
    const plans = await listPlans()
    expect(plans.map(({ name, prices }) => [name.vi, prices.length])).toEqual([
      ['Xem Lẻ', 4],
      ['Rạp Nhà', 4],
      ['Hàng Ghế Đầu', 4],
    ])
    const { id } = await getTitleBySlug({ slug: 'nguoi-gac-den-hon-may' })
    const offers = await listOffersOfTitle({ titleId: id })
    expect(offers.map(({ kind }) => kind)).toEqual(['rental', 'purchase'])
  })

  it('lets both demo accounts sign in', async () => {
    const anonymous = createContext({ kind: 'anonymous' })
    const caller = { address: '127.0.0.1', country: null, userAgent: 'test', deviceId: null }
    for (const { email, password, role } of demoAccounts)
      expect(await signIn(anonymous, { email, password, caller })).toMatchObject({ account: { role } })
  })

  it('adds nothing the second time, not even a title that was deleted, and is quick', async () => {
    const { id } = await getTitleBySlug({ slug: 'ba-tieng-go' })
    await unpublishTitle(system(), { titleId: id })
    await deleteTitle(system(), { titleId: id })
    const startedAt = performance.now()
    expect(await seedDemo()).toEqual({ titles: 0, films: 0, accounts: 0 })
    expect(performance.now() - startedAt).toBeLessThan(1000)
    const { total } = await listTitlesForAdmin(system(), {})
    expect(total).toBe(17)
    expect((await waitingFilms()).runs).toHaveLength(34)
  })
})
