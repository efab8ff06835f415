import { afterAll, describe, expect, test } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import { storage } from '../../platform/storage/index.ts'
import { createTitle, getTitleForAdmin, markPlayable } from './index.ts'
import { admin, giveFilm, makeTitle, nowhere, picture, system, version } from './testing.ts'

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

describe('markPlayable', () => {
  test('takes over facts, passes over the same and older versions, and survives a race', async () => {
    const title = await makeTitle('Nhiều bản')
    const assetId = crypto.randomUUID()
    const numbers = [2, 1, 3, 3, 2]
    await Promise.all(
      numbers.map((versionNumber) =>
        markPlayable(system, version(title.id, { assetId, versionNumber, durationMs: versionNumber * 1000 })),
      ),
    )
    expect((await getTitleForAdmin(admin, { titleId: title.id })).film).toMatchObject({
      assetId,
      durationMs: 3000,
      maxHeight: 720,
      audioLanguages: ['vi', 'en'],
    })
  })

  test('publishes a title that was to be published when ready, with pictures from its film', async () => {
    const title = await createTitle(system, {
      kind: 'film',
      title: { vi: 'Tự đăng' },
      ratingCode: 'P',
      publishWhenReady: true,
    })
    const prefix = `media/${title.id}/1/`
    await storage().put(`${prefix}posters/2.webp`, await picture(426, 240))
    await giveFilm(title.id, { storagePrefix: prefix, posters: [{ path: 'posters/2.webp' }] })
    const after = await getTitleForAdmin(admin, { titleId: title.id })
    expect(after).toMatchObject({ status: 'published', publishWhenReady: false })
    expect(after.artwork.poster).toMatchObject({ width: 160, height: 240 })
    expect(after.artwork.still?.variants.map((variant) => variant.width)).toEqual([426])
    expect(after.film?.stillKey).toBe(`${prefix}posters/2.webp`)
  })

  test('leaves a chosen poster alone', async () => {
    const title = await makeTitle('Tranh chọn')
    const before = (await getTitleForAdmin(admin, { titleId: title.id })).artwork.poster
    await storage().put(`media/${title.id}/p.webp`, await picture(1280, 720))
    await giveFilm(title.id, { storagePrefix: `media/${title.id}/`, posters: [{ path: 'p.webp' }] })
    const after = (await getTitleForAdmin(admin, { titleId: title.id })).artwork
    expect(after.poster).toEqual(before)
    expect(after.still).not.toBeNull()
  })

  test('passes over a title and an episode that are gone', async () => {
    await expect(giveFilm(nowhere)).resolves.toBeTypeOf('string')
    const title = await makeTitle('Không tập')
    await giveFilm(title.id, { episodeId: nowhere })
    expect((await getTitleForAdmin(admin, { titleId: title.id })).playableCount).toBe(0)
  })
})
