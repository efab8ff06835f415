import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sources } from '#db/postgres/schema/index.ts'
import { env } from '../../platform/env/env.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { findImportedFile, importSource, lookUpFile, removeTitleMedia, reuseSource } from './index.ts'
import { sourceOf } from './testing.repository.ts'
import { me, other, viewer, worker, folder, sha256, newTitle, begin, patch, idOf } from './testing.ts'

beforeAll(() => mkdir(folder(), { recursive: true }))
afterAll(closePostgres)

describe('the same file twice', () => {
  it('is stored once, and goes with the last film made of it', async () => {
    const bytes = randomBytes(30_000)
    const [first, second] = [await newTitle(), await newTitle()]
    const paths = [await begin(bytes, { titleId: first }), await begin(bytes, { titleId: second })]
    await Promise.all(paths.map((path) => patch(me, path, 0, bytes)))
    const [one, two] = await Promise.all(paths.map(sourceOf))
    expect(one?.storageKey).toBe(two?.storageKey)
    expect(one?.id).not.toBe(two?.id)
    const key = one?.storageKey ?? ''
    const kept = await Array.fromAsync(storage().list('sources/'))
    expect(kept.filter(({ sizeBytes }) => sizeBytes === bytes.length)).toHaveLength(1)
    await removeTitleMedia(worker(), { titleId: first })
    expect((await storage().head(key))?.sizeBytes).toBe(bytes.length)
    await removeTitleMedia(worker(), { titleId: second })
    expect(await storage().head(key)).toBeNull()
  })

  it('is stored anew when storage has lost it', async () => {
    const bytes = randomBytes(7000)
    const first = await begin(bytes)
    await patch(me, first, 0, bytes)
    await storage().delete((await sourceOf(first))?.storageKey ?? '')
    const second = await begin(bytes)
    expect((await patch(me, second, 0, bytes)).status).toBe(204)
    expect((await storage().head((await sourceOf(second))?.storageKey ?? ''))?.sizeBytes).toBe(bytes.length)
  })

  it('is known before it is sent, to whom it is unfinished and where it is a film', async () => {
    const bytes = randomBytes(3000)
    const fingerprint = sha256(Buffer.concat([Buffer.from('3000'), bytes, bytes]))
    const titleId = await newTitle()
    const target = { titleId }
    const file = { sizeBytes: bytes.length, fingerprint, target }
    expect(await lookUpFile(me, file)).toEqual({ unfinished: null, source: null })
    const path = await begin(bytes, { titleId, fingerprint })
    await patch(me, path, 0, bytes.subarray(0, 1000))
    expect(await lookUpFile(other, file)).toEqual({ unfinished: null, source: null })
    expect((await lookUpFile(me, file)).unfinished).toMatchObject({
      uploadId: idOf(path),
      receivedBytes: 1000,
      target: { titleId },
    })
    await patch(me, path, 1000, bytes.subarray(1000))
    const known = await lookUpFile(other, file)
    expect(known).toMatchObject({ unfinished: null, source: { sourceId: idOf(path), samePlace: true } })
    const elsewhere = await newTitle()
    expect((await lookUpFile(me, { ...file, target: { titleId: elsewhere } })).source?.samePlace).toBe(false)

    const wanted = { sourceId: idOf(path), fileName: 'lại.mp4', target: { titleId: elsewhere } }
    await expect(reuseSource(me, { ...wanted, sha256: sha256(Buffer.from('other')) })).rejects.toMatchObject({
      code: 'upload.not-the-same-file',
    })
    const used = await reuseSource(me, { ...wanted, sha256: sha256(bytes) })
    expect(used.sourceId).not.toBe(idOf(path))
    const again = await reuseSource(me, { ...wanted, target, sha256: sha256(bytes) })
    expect(again.sourceId).toBe(idOf(path))
  })

  it('is known to the command line too', async () => {
    const path = join(env().DATA_DIR, 'phim.mp4')
    await writeFile(path, randomBytes(5000))
    expect(await findImportedFile(worker(), { path })).toBeNull()
    const titleId = await newTitle()
    const { sourceId } = await importSource(worker(), { path, target: { titleId } })
    expect(await findImportedFile(worker(), { path })).toMatchObject({ target: { titleId } })
    const [source] = await database().select().from(sources).where(eq(sources.id, sourceId))
    expect(source?.sha256).toMatch(/^[0-9a-f]{64}$/)
    await rename(path, `${path}.old`)
    await expect(findImportedFile(worker(), { path })).rejects.toMatchObject({ code: 'media.file-missing' })
  })

  it('is not for viewers', async () => {
    const file = { sizeBytes: 1, fingerprint: sha256(Buffer.from('')) }
    await expect(lookUpFile(viewer, file)).rejects.toMatchObject({ code: 'auth.forbidden' })
    const target = { titleId: randomUUID() }
    const wanted = { sourceId: randomUUID(), sha256: file.fingerprint, fileName: 'a', target }
    await expect(reuseSource(viewer, wanted)).rejects.toMatchObject({ code: 'auth.forbidden' })
  })
})
