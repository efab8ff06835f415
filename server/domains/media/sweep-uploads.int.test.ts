import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { auditEntries } from '#db/postgres/schema/index.ts'
import { moveClock } from '../../platform/clock/testing.ts'
import { createContext } from '../../platform/context/context.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { sweepUploads } from './index.ts'
import { uploadOf } from './testing.repository.ts'
import { me, viewer, worker, folder, begin, patch, head, idOf, filesOf } from './testing.ts'

const dayMs = 24 * 60 * 60 * 1000

beforeAll(() => mkdir(folder(), { recursive: true }))
afterEach(() => moveClock(0))
afterAll(closePostgres)

describe('the sweep', () => {
  it('keeps what is unfinished for seven days after its last byte, then removes it and says so', async () => {
    const bytes = randomBytes(1000)
    const path = await begin(bytes)
    await moveClock(3 * dayMs)
    const later = createContext(me.actor)
    expect((await patch(later, path, 0, bytes.subarray(0, 400))).status).toBe(204)
    await moveClock(9 * dayMs)
    await sweepUploads(worker())
    expect((await head(path)).headers.get('upload-offset')).toBe('400')
    await moveClock(11 * dayMs)
    expect(await sweepUploads(worker())).toMatchObject({ expired: 1 })
    expect((await head(path)).status).toBe(404)
    expect(await filesOf(path)).toEqual([])
    const [entry] = await database()
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, idOf(path)), eq(auditEntries.action, 'upload.expire')))
    expect(entry).toMatchObject({
      actor: 'system:worker',
      detail: { receivedBytes: 400, fileName: 'phim.mp4' },
    })
    expect(await uploadOf(path)).toBeUndefined()
  })

  it('removes files that no row names, and leaves alone what is under way', async () => {
    const path = await begin(randomBytes(1000))
    const strange = randomUUID()
    const fresh = randomUUID()
    for (const name of [strange, `${strange}.json`, fresh]) await writeFile(join(folder(), name), 'x')
    const orphanKey = `sources/${randomUUID()}/${randomUUID()}.mp4`
    await storage().put(orphanKey, 'x')
    const long = new Date(Date.now() - 3 * dayMs)
    for (const name of [strange, `${strange}.json`, idOf(path)])
      await utimes(join(folder(), name), long, long)
    const object = await storage().asLocalFile(orphanKey)
    await utimes(object.path, long, long)
    const unfinished = join(dirname(dirname(dirname(object.path))), '.incoming', randomUUID())
    await mkdir(dirname(unfinished), { recursive: true })
    await writeFile(unfinished, 'x')
    await utimes(unfinished, long, long)
    await sweepUploads(worker())
    const left = await readdir(folder())
    expect(left).toContain(fresh)
    expect(left).toContain(idOf(path))
    expect(left.filter((name) => name.startsWith(strange))).toEqual([])
    expect(await storage().head(orphanKey)).toBeNull()
    await expect(stat(unfinished)).rejects.toThrow('ENOENT')
  })

  it('is not for viewers', async () => {
    await expect(sweepUploads(viewer)).rejects.toMatchObject({ code: 'auth.forbidden' })
  })
})
