import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEntries, outbox, prices } from '#db/postgres/schema/index.ts'
import { lastInvalidation } from '../../platform/cache/invalidate-tags.ts'
import { createContext, systemContext, type Role } from '../../platform/context/context.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import { createTitle, getTitleForAdmin, publishTitle, setArtwork, setEpisodes } from '../catalogue/index.ts'
import {
  createBundle,
  createPlan,
  describePrices,
  isInPlan,
  listBundles,
  listOffersOfTitle,
  listPlans,
  listPlansForAdmin,
  listTitleOffers,
  offerPlan,
  offerTitle,
  quote,
  setPrice,
  setPrices,
  updateBundle,
  updatePlan,
  withdrawPlan,
  withdrawTitleOffer,
} from './index.ts'

const system = systemContext('test')
const later = (minutes: number) => ({ ...system, now: new Date(system.now.getTime() + minutes * 60_000) })
const as = (role: Role) => createContext({ kind: 'account', accountId: randomUUID(), role })
const visitor = createContext({ kind: 'anonymous' })

const fields = {
  name: { vi: 'Rạp Nhà', en: 'Home Cinema' },
  description: { vi: 'Cả nhà cùng xem' },
  maxHeight: 2160,
  maxStreams: 4,
  kinds: null,
}
const monthly = (planId: string, amountMinor: number | null, currency: 'VND' | 'USD' = 'VND') => ({
  offer: { kind: 'plan' as const, planId, interval: 'month' as const },
  currency,
  amountMinor,
})
const own = (plans: { id: string }[], id: string) => plans.filter((plan) => plan.id === id)

const poster = sharp({ create: { width: 400, height: 600, channels: 3, background: '#c52' } })
  .png()
  .toBuffer()
let titles = 0
async function makeTitle(): Promise<string> {
  const { id } = await createTitle(system, {
    kind: 'series',
    title: { vi: `Phim bộ ${(titles += 1)}` },
    ratingCode: 'P',
    access: [{ type: 'subscription' }],
  })
  await setArtwork(system, { titleId: id, kind: 'poster', bytes: await poster })
  await publishTitle(system, { titleId: id })
  return id
}
async function makePlan(amountMinor = 89_000) {
  const plan = await createPlan(system, fields)
  await setPrice(system, monthly(plan.id, amountMinor))
  await offerPlan(system, { planId: plan.id })
  return plan
}
const priceOf = async (planId: string) => {
  const [plan] = own(await listPlans(), planId) as Awaited<ReturnType<typeof listPlans>>
  return plan?.prices[0]?.id ?? ''
}

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

describe('a plan', () => {
  it('is a draft until it has a price and is offered, and is withdrawn again', async () => {
    const { id, slug, status, position } = await createPlan(as('finance'), fields)
    expect({ slug, status, position }).toMatchObject({ status: 'draft' })
    expect(slug).toMatch(/^rap-nha/)
    await expect(offerPlan(system, { planId: id })).rejects.toMatchObject({ code: 'plan.no-price' })
    await setPrice(system, monthly(id, 89_000))
    expect(own(await listPlans(), id)).toEqual([])
    const before = await lastInvalidation()
    await offerPlan(system, { planId: id })
    expect(await lastInvalidation()).not.toBe(before)
    expect(own(await listPlans(), id)).toMatchObject([
      { name: fields.name, description: { en: 'Cả nhà cùng xem' }, prices: [{ amountMinor: 89_000 }] },
    ])
    await expect(setPrice(system, monthly(id, null))).rejects.toMatchObject({ code: 'plan.no-price' })
    await withdrawPlan(system, { planId: id })
    expect(own(await listPlans(), id)).toEqual([])
    const told = await database().select().from(auditEntries).where(eq(auditEntries.subjectId, id))
    expect(told.map(({ action }) => action)).toEqual([
      'plan.create',
      'price.set',
      'plan.offer',
      'plan.withdraw',
    ])
    const events = await database().select().from(outbox).where(eq(outbox.type, 'offer.changed'))
    expect(events.map(({ payload }) => payload)).toContainEqual({ kind: 'plan', id, change: 'withdrawn' })
  })

  it('is saved by one of two who opened the same', async () => {
    const { id: planId, version } = await makePlan()
    const save = (maxStreams: number) => updatePlan(system, { planId, version, maxStreams })
    const outcomes = await Promise.allSettled([save(5), save(6)])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'plan.changed' },
    })
  })

  it('opens titles of its kinds that are not sold by themselves alone', () => {
    const film = { kind: 'film' as const, availability: { inPlans: true } }
    expect(isInPlan({ kinds: null }, film)).toBe(true)
    expect(isInPlan({ kinds: ['series', 'course'] }, film)).toBe(false)
    expect(isInPlan({ kinds: null }, { ...film, availability: { inPlans: false } })).toBe(false)
  })
})

describe('a price', () => {
  it('is never changed: a new one takes its place, and the old one keeps its dates', async () => {
    const { id } = await makePlan(89_000)
    await setPrice(later(10), monthly(id, 99_000))
    await setPrice(later(20), monthly(id, 99_000))
    await setPrice(later(30), monthly(id, 499, 'USD'))
    const [plan] = (await listPlansForAdmin(as('support'))).filter((each) => each.id === id)
    expect(plan?.prices).toMatchObject([
      { currency: 'USD', amountMinor: 499, validUntil: null },
      { currency: 'VND', amountMinor: 99_000, validFrom: later(10).now.toISOString(), validUntil: null },
      { currency: 'VND', amountMinor: 89_000, validUntil: later(10).now.toISOString() },
    ])
  })

  it('is set in every currency or in none', async () => {
    const { id } = await makePlan(89_000)
    const offer = { kind: 'plan' as const, planId: id, interval: 'month' as const }
    const vnd = (amountMinor: number | null) => ({ currency: 'VND' as const, amountMinor })
    const usd = (amountMinor: number | null) => ({ currency: 'USD' as const, amountMinor })
    const today = async () => {
      const plan = (await listPlansForAdmin(as('support'))).find((each) => each.id === id)
      const prices = plan?.prices.filter(({ validUntil }) => validUntil === null) ?? []
      return Object.fromEntries(prices.map(({ currency, amountMinor }) => [currency, amountMinor]))
    }
    await setPrices(later(10), { offer, prices: [vnd(99_000), usd(499)] })
    await expect(setPrices(later(20), { offer, prices: [vnd(null), usd(null)] })).rejects.toMatchObject({
      code: 'plan.no-price',
    })
    for (const prices of [[], [vnd(98_000), vnd(97_000)], [vnd(98_000), usd(0)]])
      await expect(setPrices(later(20), { offer, prices })).rejects.toMatchObject({ code: 'input.invalid' })
    expect(await today()).toEqual({ VND: 99_000, USD: 499 })
    // Ended before it is set: a plan on sale is never seen without a price in between.
    await setPrices(later(30), { offer, prices: [vnd(null), usd(599)] })
    expect(await today()).toEqual({ USD: 599 })
    const audited = await database().select().from(auditEntries).where(eq(auditEntries.subjectId, id))
    expect(audited.filter(({ action }) => action === 'price.set')).toHaveLength(5)
  })

  it('has one row for today, whoever sets it at once', async () => {
    const { id } = await makePlan()
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => setPrice(later(index % 3), monthly(id, 50_000 + index))),
    )
    const rows = await database().select().from(prices).where(eq(prices.planId, id))
    expect(rows.filter(({ validUntil }) => validUntil === null)).toHaveLength(1)
    expect(rows.every((row) => row.validUntil === null || row.validUntil >= row.validFrom)).toBe(true)
  })

  it('is a whole amount above nothing in a currency of ours', async () => {
    const { id } = await makePlan()
    for (const amountMinor of [0, -1, 1.5, Number.NaN, 1e13])
      await expect(setPrice(system, monthly(id, amountMinor))).rejects.toMatchObject({
        code: 'input.invalid',
      })
    const euro = { ...monthly(id, 100), currency: 'EUR' as 'USD' }
    await expect(setPrice(system, euro)).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(setPrice(system, monthly(randomUUID(), 1))).rejects.toMatchObject({
      code: 'plan.not-found',
    })
  })
})

describe('a quote', () => {
  it('is what was shown, or names what it costs today', async () => {
    const { id } = await makePlan(89_000)
    const priceId = await priceOf(id)
    expect(await quote(visitor, { priceId })).toMatchObject({
      isToday: true,
      offer: { kind: 'plan', id, maxStreams: 4 },
      price: { amountMinor: 89_000, currency: 'VND', interval: 'month' },
    })
    await setPrice(later(1), monthly(id, 99_000))
    const today = await priceOf(id)
    await expect(quote(visitor, { priceId })).rejects.toMatchObject({
      code: 'price.changed',
      params: { priceId: today, amountMinor: 99_000, currency: 'VND' },
    })
    // What somebody pays for is told whatever has become of it.
    await withdrawPlan(system, { planId: id })
    for (const each of [priceId, today])
      await expect(quote(visitor, { priceId: each })).rejects.toMatchObject({ code: 'offer.withdrawn' })
    const told = await describePrices(system, { priceIds: [priceId, randomUUID()] })
    expect([...told.values()]).toMatchObject([
      { isToday: false, status: 'withdrawn', price: { amountMinor: 89_000 } },
    ])
    await expect(quote(visitor, { priceId: randomUUID() })).rejects.toMatchObject({
      code: 'price.not-found',
    })
  })

  it('is withdrawn where it is sold in this currency no longer', async () => {
    const { id } = await makePlan()
    await setPrice(system, monthly(id, 499, 'USD'))
    const priceId = (await listPlans())
      .find((plan) => plan.id === id)
      ?.prices.find(({ currency }) => currency === 'USD')?.id
    await setPrice(later(1), monthly(id, null, 'USD'))
    await expect(quote(visitor, { priceId: priceId ?? '' })).rejects.toMatchObject({
      code: 'offer.withdrawn',
    })
  })
})

describe('a title', () => {
  let titleId: string
  let seasonId: string
  beforeAll(async () => {
    titleId = await makeTitle()
    const episodes = [{ number: 1, title: { vi: 'Tập một' } }]
    await setEpisodes(system, { titleId, seasons: [{ number: 1, episodes }] })
    seasonId = (await getTitleForAdmin(system, { titleId })).seasons[0]?.id ?? ''
  })

  it('is rented and bought, itself, by its season and in a bundle', async () => {
    const other = await makeTitle()
    const bundle = await createBundle(system, { name: { vi: 'Trọn bộ' }, titleIds: [titleId, other] })
    const price = (amountMinor: number) => [{ currency: 'VND' as const, amountMinor }]
    await offerTitle(system, {
      kind: 'purchase',
      target: { kind: 'bundle', id: bundle.id },
      prices: price(3),
    })
    await offerTitle(system, { kind: 'purchase', target: { kind: 'season', id: seasonId }, prices: price(2) })
    const target = { kind: 'title' as const, id: titleId }
    const { id } = await offerTitle(as('finance'), { kind: 'rental', target, prices: price(1) })
    // Without a price there is nothing to show.
    await offerTitle(system, { kind: 'purchase', target })
    const offers = await listOffersOfTitle({ titleId })
    expect(offers.map(({ kind, target: of }) => [kind, of.kind])).toEqual([
      ['rental', 'title'],
      ['purchase', 'bundle'],
      ['purchase', 'season'],
    ])
    expect(offers[2]).toMatchObject({ season: { number: 1, titleId }, titleIds: [titleId] })
    expect(offers[1]?.titleIds.toSorted()).toEqual([titleId, other].toSorted())
    const priceId = offers[0]?.prices[0]?.id ?? ''
    expect(await quote(visitor, { priceId })).toMatchObject({ offer: { id, kind: 'rental' } })

    expect(await offerTitle(later(1), { kind: 'rental', target, prices: price(5) })).toEqual({ id })
    await withdrawTitleOffer(system, { titleOfferId: id })
    await expect(quote(visitor, { priceId })).rejects.toMatchObject({ code: 'offer.withdrawn' })
    expect(await listOffersOfTitle({ titleId })).toHaveLength(2)
    const all = await listTitleOffers(as('editor'), { titleId })
    expect(all.find((offer) => offer.id === id)).toMatchObject({
      status: 'withdrawn',
      prices: [{ amountMinor: 5 }, { amountMinor: 1 }],
    })
    expect(await listTitleOffers(as('finance'))).toEqual(expect.arrayContaining(all))
    await updateBundle(system, { bundleId: bundle.id, titleIds: [other, await makeTitle()] })
    expect(await listOffersOfTitle({ titleId })).toHaveLength(1)
    expect((await listBundles(as('admin')))[0]).toMatchObject({
      slug: 'tron-bo',
      titles: [{ name: { vi: expect.stringMatching(/^Phim bộ/) } }, {}],
    })
  })

  it('is sold only while it is shown', async () => {
    const { id } = await createTitle(system, { kind: 'film', title: { vi: 'Chưa chiếu' } })
    const prices = [{ currency: 'USD' as const, amountMinor: 299 }]
    await offerTitle(system, { kind: 'rental', target: { kind: 'title', id }, prices })
    const [offer] = await listOffersOfTitle({ titleId: id })
    await expect(quote(visitor, { priceId: offer?.prices[0]?.id ?? '' })).rejects.toMatchObject({
      code: 'offer.withdrawn',
    })
  })

  it('must be there', async () => {
    for (const [kind, code] of [
      ['title', 'title.not-found'],
      ['season', 'season.not-found'],
      ['bundle', 'bundle.not-found'],
    ] as const)
      await expect(
        offerTitle(system, { kind: 'rental', target: { kind, id: randomUUID() } }),
      ).rejects.toMatchObject({ code })
    await expect(
      createBundle(system, { name: { vi: 'Bộ' }, titleIds: [titleId, randomUUID()] }),
    ).rejects.toMatchObject({ code: 'title.not-found' })
  })
})

it('refuses the wrong actor', async () => {
  const id = randomUUID()
  const writes = [
    (context: typeof system) => createPlan(context, fields),
    (context: typeof system) => updatePlan(context, { planId: id, version: 1 }),
    (context: typeof system) => offerPlan(context, { planId: id }),
    (context: typeof system) => withdrawPlan(context, { planId: id }),
    (context: typeof system) => setPrice(context, monthly(id, 1)),
    (context: typeof system) =>
      setPrices(context, {
        offer: { kind: 'title-offer', titleOfferId: id },
        prices: [{ currency: 'VND', amountMinor: 1 }],
      }),
    (context: typeof system) => offerTitle(context, { kind: 'rental', target: { kind: 'title', id } }),
    (context: typeof system) => withdrawTitleOffer(context, { titleOfferId: id }),
    (context: typeof system) => createBundle(context, { name: { vi: 'Bộ' }, titleIds: [id, id] }),
    (context: typeof system) => updateBundle(context, { bundleId: id }),
  ]
  for (const write of writes) {
    for (const role of ['viewer', 'support', 'editor'] as const)
      await expect(write(as(role))).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(write(visitor)).rejects.toMatchObject({ kind: 'unauthenticated' })
  }
  for (const read of [listPlansForAdmin, listTitleOffers, listBundles])
    await expect(read(as('viewer'))).rejects.toMatchObject({ kind: 'forbidden' })
})
