import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries, outbox } from '#db/postgres/schema/index.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { cacheRedis, closeRedis } from '../../platform/redis/redis.ts'
import {
  addEpisode,
  cleanArtwork,
  createTitle,
  deleteTitle,
  featureTitle,
  ensureCountries,
  ensureGenres,
  getTitleForAdmin,
  listTitlesForAdmin,
  listVocabulary,
  markPlayable,
  publishTitle,
  setArtwork,
  setCredits,
  setEpisodes,
  setFeatured,
  unpublishTitle,
  updateTitle,
} from './index.ts'
import {
  admin,
  anonymous,
  makeGenres,
  makeTitle,
  nowhere,
  picture,
  system,
  version,
  viewer,
} from './testing.ts'

beforeAll(() => makeGenres('drama', 'family'))
afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

const eventsOf = async (titleId: string) => {
  const rows = await database().select().from(outbox).orderBy(outbox.position)
  return rows
    .filter((row) => (row.payload as { titleId?: string }).titleId === titleId)
    .map((row) => row.type)
}

describe('createTitle', () => {
  test('makes a draft with an address, an event and an audit entry', async () => {
    const title = await createTitle(admin, {
      kind: 'film',
      title: { vi: 'Đường Về', en: 'The Way Home' },
      genres: ['family', 'drama'],
      access: [{ type: 'rent', amountMinor: 45_000, currency: 'VND' }],
    })
    expect(title).toMatchObject({
      slug: 'duong-ve',
      status: 'draft',
      version: 1,
      genres: [{ key: 'family' }, { key: 'drama' }],
      access: [{ type: 'rent', amountMinor: 45_000, currency: 'VND', hours: 48 }],
      publishBlockers: ['missing-rating', 'missing-poster'],
    })
    expect(await eventsOf(title.id)).toEqual(['title.changed'])
    const audit = await database().select().from(auditEntries).where(eq(auditEntries.subjectId, title.id))
    expect(audit).toMatchObject([{ action: 'title.create', detail: { slug: 'duong-ve' } }])
  })

  test('numbers an address that is taken, also when many come at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 5 }, () => createTitle(system, { kind: 'film', title: { vi: 'Cùng Tên' } })),
    )
    expect(made.map((title) => title.slug).toSorted()).toEqual([
      'cung-ten',
      'cung-ten-2',
      'cung-ten-3',
      'cung-ten-4',
      'cung-ten-5',
    ])
    expect(made[0]?.title).toEqual({ vi: 'Cùng Tên', en: 'Cùng Tên' })
  })

  test('refuses a given address that is taken, a genre unknown and bad fields', async () => {
    await createTitle(system, { kind: 'film', slug: 'mot-noi', title: { vi: 'Một Nơi' } })
    const again = createTitle(system, { kind: 'film', slug: 'mot-noi', title: { vi: 'Khác' } })
    await expect(again).rejects.toMatchObject({ code: 'title.slug-taken', kind: 'conflict' })
    const genre = createTitle(system, { kind: 'film', title: { vi: 'A' }, genres: ['opera'] })
    await expect(genre).rejects.toMatchObject({ code: 'genre.unknown', params: { key: 'opera' } })
    const slug = createTitle(system, { kind: 'film', title: { vi: 'A' }, slug: '../etc' })
    await expect(slug).rejects.toMatchObject({ code: 'input.invalid', params: { field: 'slug' } })
    const empty = createTitle(system, { kind: 'film', title: { vi: '   ' } })
    await expect(empty).rejects.toMatchObject({ code: 'input.invalid', params: { field: 'title.vi' } })
  })
})

describe('updateTitle', () => {
  test('changes what is given alone and counts the version up', async () => {
    const title = await createTitle(system, {
      kind: 'film',
      title: { vi: 'Cũ' },
      year: 2020,
      genres: ['drama'],
    })
    const after = await updateTitle(admin, {
      titleId: title.id,
      version: 1,
      title: { vi: 'Mới', en: 'New' },
      genres: ['family'],
      ratingCode: 'T13',
    })
    expect(after).toMatchObject({ version: 2, year: 2020, ratingCode: 'T13', genres: [{ key: 'family' }] })
    expect((await listTitlesForAdmin(admin, { text: 'moi' })).titles.map((row) => row.id)).toContain(title.id)
  })

  test('of two changes upon one version only one is kept', async () => {
    const title = await createTitle(system, { kind: 'film', title: { vi: 'Tranh nhau' } })
    const change = (year: number) => updateTitle(admin, { titleId: title.id, version: 1, year })
    const results = await Promise.allSettled([change(2001), change(2002)])
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    const refused = results.find((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'title.changed', kind: 'conflict' })
  })

  test('a published title keeps a rating, and its old page is refreshed with the new one', async () => {
    const title = await makeTitle('Đổi địa chỉ')
    await publishTitle(system, { titleId: title.id })
    const rating = updateTitle(admin, { titleId: title.id, version: 1, ratingCode: 'C' })
    await expect(rating).rejects.toMatchObject({ code: 'title.rating-c' })
    await updateTitle(admin, { titleId: title.id, version: 1, slug: 'dia-chi-moi' })
    const tags = await cacheRedis().zrange('marquee:cache-tags', '0', '-1')
    expect(tags).toEqual(expect.arrayContaining(['catalogue', 'title:doi-dia-chi', 'title:dia-chi-moi']))
  })
})

describe('publishing', () => {
  test('needs a rating that may be shown and a poster, but no film', async () => {
    const title = await createTitle(system, { kind: 'film', title: { vi: 'Chưa đủ' } })
    const publish = () => publishTitle(admin, { titleId: title.id })
    await expect(publish()).rejects.toMatchObject({ code: 'title.missing-rating', kind: 'conflict' })
    await updateTitle(admin, { titleId: title.id, version: 1, ratingCode: 'C' })
    await expect(publish()).rejects.toMatchObject({ code: 'title.rating-c' })
    await updateTitle(admin, { titleId: title.id, version: 2, ratingCode: 'K' })
    await expect(publish()).rejects.toMatchObject({ code: 'title.missing-poster' })
    await setArtwork(admin, { titleId: title.id, kind: 'poster', bytes: await picture(640, 960) })
    expect(await publish()).toMatchObject({ status: 'published', publishBlockers: [] })
    await publish()
    const events = await eventsOf(title.id)
    expect(events.filter((type) => type === 'title.published')).toHaveLength(1)
  })

  test('unpublishTitle makes it a draft, deleteTitle removes only drafts', async () => {
    const title = await makeTitle('Gỡ xuống')
    await publishTitle(admin, { titleId: title.id })
    await expect(deleteTitle(admin, { titleId: title.id })).rejects.toMatchObject({ code: 'title.not-draft' })
    expect(await unpublishTitle(admin, { titleId: title.id })).toMatchObject({ status: 'draft' })
    await deleteTitle(admin, { titleId: title.id })
    await expect(getTitleForAdmin(admin, { titleId: title.id })).rejects.toMatchObject({
      code: 'title.not-found',
    })
    expect(await eventsOf(title.id)).toEqual(expect.arrayContaining(['title.unpublished', 'title.deleted']))
  })
})

test('ensureGenres and ensureCountries add what is missing and renew labels', async () => {
  await ensureGenres(admin, { genres: [{ key: 'noir', label: { vi: 'Đen' } }] })
  await ensureGenres(admin, { genres: [{ key: 'noir', label: { vi: 'Phim đen', en: 'Noir' } }] })
  await ensureCountries(admin, { countries: [{ code: 'VN', label: { vi: 'Việt Nam', en: 'Vietnam' } }] })
  const { genres, countries } = await listVocabulary()
  expect(genres).toContainEqual({ key: 'noir', label: { vi: 'Phim đen', en: 'Noir' } })
  expect(countries).toContainEqual({ code: 'VN', label: { vi: 'Việt Nam', en: 'Vietnam' } })
})

test('listTitlesForAdmin filters, finds without marks, sorts, pages and counts', async () => {
  const title = await createTitle(system, {
    kind: 'course',
    title: { vi: 'Đường Vẽ 100%', en: 'Lines' },
    originalTitle: 'Elsewhere',
    genres: ['drama'],
  })
  const find = async (input: Parameters<typeof listTitlesForAdmin>[1]) =>
    (await listTitlesForAdmin(admin, input)).titles.map((row) => row.id)
  for (const text of ['duong ve 100%', 'ĐƯỜNG', 'lines', 'elsewh', 've duong']) {
    expect(await find({ text })).toContain(title.id)
  }
  expect(await find({ text: 'du_ng' })).not.toContain(title.id)
  expect(await find({ kind: 'course', status: 'draft', genre: 'drama', playable: false })).toContain(title.id)
  expect(await find({ playable: true })).not.toContain(title.id)
  const sorted = await listTitlesForAdmin(admin, { sort: 'title', direction: 'asc', pageSize: 2, page: 2 })
  expect(sorted.titles).toHaveLength(2)
  expect(sorted.counts.all).toBe(sorted.total)
  expect(sorted.counts.draft + sorted.counts.published).toBe(sorted.counts.all)
})

test('setFeatured refuses a title that is not there and changes nothing then', async () => {
  const title = await makeTitle('Nổi bật')
  await setFeatured(admin, { titleIds: [title.id] })
  await expect(setFeatured(admin, { titleIds: [nowhere] })).rejects.toMatchObject({ code: 'title.not-found' })
  expect((await getTitleForAdmin(admin, { titleId: title.id })).featuredRank).toBe(1)
})

test('featureTitle puts a title first and takes it off, and two at a time lose neither', async () => {
  const [one, two, three] = await Promise.all(['Một', 'Hai', 'Ba'].map((name) => makeTitle(name)))
  if (!one || !two || !three) throw new Error('Three titles were wanted.')
  const rankOf = async (titleId: string) => (await getTitleForAdmin(admin, { titleId })).featuredRank
  await setFeatured(admin, { titleIds: [one.id] })
  await Promise.all([two, three].map(({ id }) => featureTitle(admin, { titleId: id, featured: true })))
  expect(await rankOf(one.id)).toBe(3)
  expect(new Set([await rankOf(two.id), await rankOf(three.id)])).toEqual(new Set([1, 2]))
  await featureTitle(admin, { titleId: two.id, featured: false })
  expect(await rankOf(two.id)).toBeNull()
  expect(await rankOf(one.id)).toBe(2)
  await expect(featureTitle(admin, { titleId: nowhere, featured: true })).rejects.toMatchObject({
    code: 'title.not-found',
  })
})

describe('each verb refuses the wrong actor', () => {
  const titleId = nowhere
  const calls: [string, (context: typeof viewer) => Promise<unknown>][] = [
    ['createTitle', (context) => createTitle(context, { kind: 'film', title: { vi: 'A' } })],
    ['updateTitle', (context) => updateTitle(context, { titleId, version: 1 })],
    ['setArtwork', (context) => setArtwork(context, { titleId, kind: 'still', bytes: new Uint8Array(1) })],
    ['setEpisodes', (context) => setEpisodes(context, { titleId, seasons: [] })],
    ['addEpisode', (context) => addEpisode(context, { titleId, title: { vi: 'A' } })],
    ['setCredits', (context) => setCredits(context, { titleId, credits: [] })],
    ['featureTitle', (context) => featureTitle(context, { titleId, featured: true })],
    ['publishTitle', (context) => publishTitle(context, { titleId })],
    ['unpublishTitle', (context) => unpublishTitle(context, { titleId })],
    ['deleteTitle', (context) => deleteTitle(context, { titleId })],
    ['setFeatured', (context) => setFeatured(context, { titleIds: [] })],
    ['ensureGenres', (context) => ensureGenres(context, { genres: [] })],
    ['ensureCountries', (context) => ensureCountries(context, { countries: [] })],
    ['markPlayable', (context) => markPlayable(context, version(titleId, { assetId: nowhere }))],
    ['cleanArtwork', (context) => cleanArtwork(context, { titleId })],
    ['listTitlesForAdmin', (context) => listTitlesForAdmin(context, {})],
    ['getTitleForAdmin', (context) => getTitleForAdmin(context, { titleId })],
  ]
  test.each(calls)('%s', async (_name, call) => {
    await expect(call(viewer)).rejects.toMatchObject({ kind: 'forbidden', code: 'auth.forbidden' })
    await expect(call(anonymous)).rejects.toMatchObject({ kind: 'unauthenticated' })
  })
})
