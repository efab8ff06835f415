// A disk that is really full, where the encoder works, where films are stored and where uploads come in.
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { getAsset, getEncode, retryEncode } from '#server/domains/media/index.ts'
import { begin, codeOf, create, head, me, newTitle, patch, sha256 } from '#server/domains/media/testing.ts'
import { env } from '#server/platform/env/env.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import type { RunningWorker } from '../lib/start-worker.ts'
import { readRun, untilRun } from '../lib/testing/sample-jobs.ts'
import { scratchFolder } from './scratch.ts'
import { admin, importFilm, keysBelow, makeFilm, untilEncode } from './testing/films.ts'
import { sentences } from './testing/sentences.ts'
import { findMounting, mountSmallDisk, type SmallDisk } from './testing/small-disk.ts'
import { startEncoding } from './testing/start-encoding.ts'

const MIB = 2 ** 20
// These disks are smaller than what usually stays free; said before any module reads its settings.
vi.hoisted(() => {
  process.env.DISK_RESERVE_BYTES = '0'
})
const mounting = await findMounting()
const disks = new Map<'scratch' | 'storage' | 'uploads', SmallDisk>()
const disk = (name: 'scratch' | 'storage' | 'uploads'): SmallDisk => {
  const found = disks.get(name)
  if (!found) throw new Error(`${name} is not mounted`)
  return found
}
/** What befalls each attempt before it begins. */
let misfortune: () => Promise<void> = async () => {}
let worker: RunningWorker | undefined
let film = ''

beforeAll(async () => {
  if (!mounting) return
  for (const name of ['scratch', 'storage', 'uploads'] as const)
    disks.set(name, await mountSmallDisk(mounting, join(env().DATA_DIR, name), 16 * MIB))
  film = join(env().DATA_DIR, 'short.mp4')
  await makeFilm(film)
  worker = await startEncoding({
    job: { backoff: { delayMs: 1500, maxDelayMs: 1500 } },
    before: () => misfortune(),
  })
}, 60_000)

afterEach(async () => {
  misfortune = async () => {}
  for (const each of disks.values()) await each.makeRoom()
})

afterAll(async () => {
  await worker?.stop(5000)
  await Promise.all([closePostgres(), closeRedis()])
  for (const each of disks.values()) await each.unmount()
})

const scratchLeft = () => readdir(join(env().DATA_DIR, 'scratch', 'encode')).catch(() => [])

const films = async () => [...(await keysBelow('sources/')), ...(await keysBelow('media/'))]

async function jobOf(versionId: string): Promise<string> {
  const { jobId } = await vi.waitUntil(() => hasJob(versionId), { timeout: 10_000, interval: 50 })
  return jobId
}

/** Why a run's first try failed; it stays with the run while the next is at work. */
async function firstError(jobId: string) {
  const hasFailed = async () => (await readRun(jobId)).error
  return vi.waitUntil(hasFailed, { timeout: 30_000, interval: 50 })
}

async function hasJob(versionId: string): Promise<{ jobId: string } | null> {
  const { jobId } = await getEncode(admin(), { versionId })
  return jobId === null ? null : { jobId }
}

const title = mounting ? 'a full disk' : 'a full disk (left out: neither root nor sudo may mount one here)'
describe.skipIf(!mounting)(title, () => {
  // Nothing at all finds room; ffmpeg's own output finds too little.
  test.each([0, 40_000])(
    'where the encoder works, with %i bytes left: named, tried three times, made once there is room',
    async (left) => {
      const before = await importFilm(film)
      await untilEncode(before.versionId, { state: 'succeeded' })
      const kept = await films()
      misfortune = () => disk('scratch').fill(left)
      const { versionId, assetId } = await importFilm(film)
      const jobId = await jobOf(versionId)
      expect(await firstError(jobId)).toMatchObject({ code: 'media.no-space', retryable: true })
      expect(await untilEncode(versionId, { state: 'failed' })).toMatchObject({ error: { code: 'no-space' } })
      expect(await untilRun(jobId, ['dead'])).toMatchObject({ attempt: 3 })
      expect(await sentences('media', 'failure.no-space')).toHaveLength(2)
      expect(await scratchLeft()).toEqual([])
      // The same film is stored once, so nothing came to storage.
      expect(await films()).toEqual(kept)

      misfortune = async () => {}
      await disk('scratch').makeRoom()
      await retryEncode(admin(), { versionId })
      await untilEncode(versionId, { state: 'succeeded' })
      expect((await getAsset(admin(), { assetId })).versions.map(({ state }) => state)).toEqual(['published'])
      await expect.poll(scratchLeft, { timeout: 5000 }).toEqual([])
    },
    180_000,
  )

  test('where films are stored: the next try goes on by itself from what is encoded', async () => {
    const { promise: looked, resolve: goOn } = Promise.withResolvers<void>()
    misfortune = () => {
      // The next try waits until this one was looked at.
      misfortune = () => looked
      return disk('storage').fill(4096)
    }
    const { versionId, assetId } = await importFilm(film)
    const jobId = await jobOf(versionId)
    expect(await firstError(jobId)).toMatchObject({ code: 'media.no-space', retryable: true })
    expect(await keysBelow(`media/${assetId}/`)).toEqual([])
    expect(await readdir(join(env().DATA_DIR, 'storage', '.incoming'))).toEqual([])
    expect(await readdir(scratchFolder(versionId))).toContain('encode.json')
    await disk('storage').makeRoom()
    goOn()
    await untilEncode(versionId, { state: 'succeeded' })
    expect(await untilRun(jobId, ['completed'])).toMatchObject({ attempt: 2 })
    await expect.poll(scratchLeft, { timeout: 5000 }).toEqual([])
  }, 180_000)

  test('where uploads come in: refused before the first byte, or kept and gone on with', async () => {
    const bytes = randomBytes(3 * MIB)
    const path = await begin(bytes)
    await disk('uploads').fill(MIB + 1000)
    const refused = await create(me, bytes.length, { titleId: await newTitle() })
    expect([refused.status, await codeOf(refused)]).toEqual([400, 'upload.no-room'])
    const stopped = await send(path, bytes, 0)
    expect([stopped.status, await codeOf(stopped)]).toEqual([503, 'upload.disk-full'])
    expect(await sentences('errors', 'upload.disk-full')).toHaveLength(2)
    const offset = await offsetOf(path)
    expect(offset).toBeGreaterThan(0)
    await disk('uploads').makeRoom()
    expect((await send(path, bytes, offset)).status).toBe(204)
    expect(await readdir(join(env().DATA_DIR, 'uploads'))).toEqual([])
  })

  test('where a whole upload is to be stored: it waits where it came in', async () => {
    const bytes = randomBytes(MIB)
    const path = await begin(bytes)
    await disk('storage').fill(MIB / 2)
    const stopped = await send(path, bytes, 0)
    expect([stopped.status, await codeOf(stopped)]).toEqual([503, 'upload.disk-full'])
    expect(await readdir(join(env().DATA_DIR, 'storage', '.incoming'))).toEqual([])
    await disk('storage').makeRoom()
    expect(await offsetOf(path)).toBe(bytes.length)
    expect(await readdir(join(env().DATA_DIR, 'uploads'))).toEqual([])
  })
})

async function offsetOf(path: string): Promise<number> {
  return Number((await head(path)).headers.get('upload-offset'))
}

/** Sends the rest of a film with the hash of the whole. */
function send(path: string, bytes: Uint8Array, offset: number): Promise<Response> {
  return patch(me, path, offset, bytes.subarray(offset), { 'upload-sha256': sha256(bytes) })
}
