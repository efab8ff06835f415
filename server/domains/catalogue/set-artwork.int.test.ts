import { eq } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import { storage } from '../../platform/storage/index.ts'
import { cleanArtwork, createTitle, getTitleForAdmin, setArtwork } from './index.ts'
import { admin, picture, system } from './testing.ts'

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

describe('setArtwork', () => {
  test('makes every width that needs no enlarging, cut to its shape, and cleans up what it replaced', async () => {
    const title = await createTitle(system, { kind: 'film', title: { vi: 'Tranh' } })
    const still = await setArtwork(admin, {
      titleId: title.id,
      kind: 'still',
      bytes: await picture(1300, 1000),
    })
    expect(still.variants.map(({ width, height }) => [width, height])).toEqual([
      [480, 270],
      [960, 540],
      [1300, 731],
    ])
    const first = still.variants[0]?.key ?? ''
    expect(first).toMatch(new RegExp(`^artwork/${title.id}/still-[0-9a-f]{8}-480\\.webp$`))
    expect(await storage().head(first)).not.toBeNull()

    await setArtwork(admin, { titleId: title.id, kind: 'still', bytes: await picture(1600, 900) })
    const jobs = await database().select().from(jobRuns).where(eq(jobRuns.name, 'clean-artwork'))
    expect(jobs.map((job) => job.payload)).toEqual([{ titleId: title.id }])
    const tomorrow = { ...system, now: new Date(Date.now() + 86_400_000) }
    expect(await cleanArtwork(tomorrow, { titleId: title.id })).toBe(3)
    expect(await storage().head(first)).toBeNull()
    const { artwork } = await getTitleForAdmin(admin, { titleId: title.id })
    expect(await storage().head(artwork.still?.variants[0]?.key ?? '')).not.toBeNull()
  })

  test('keeps the shape of lettering', async () => {
    const title = await createTitle(system, { kind: 'film', title: { vi: 'Chữ' } })
    const bytes = await picture(900, 254)
    const lettering = await setArtwork(admin, { titleId: title.id, kind: 'lettering', bytes })
    expect(lettering.variants.map(({ width, height }) => [width, height])).toEqual([
      [450, 127],
      [900, 254],
    ])
  })

  test('refuses what is no picture, a drawing with scripts, and one too small', async () => {
    const title = await createTitle(system, { kind: 'film', title: { vi: 'Hỏng' } })
    const set = (bytes: Uint8Array) => setArtwork(admin, { titleId: title.id, kind: 'poster', bytes })
    await expect(set(new TextEncoder().encode('hello'))).rejects.toMatchObject({ code: 'artwork.unreadable' })
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="600"/>'
    await expect(set(new TextEncoder().encode(svg))).rejects.toMatchObject({ code: 'artwork.unreadable' })
    await expect(set(await picture(300, 200))).rejects.toMatchObject({ code: 'artwork.too-small' })
    await expect(set(new Uint8Array())).rejects.toMatchObject({ code: 'input.invalid' })
  })
})
