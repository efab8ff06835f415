import { readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { encodeChunks, jobRuns, sources } from '#db/postgres/schema/index.ts'
import { replayRun } from '#server/domains/admin/index.ts'
import { cancelEncode, getAsset, getEncode } from '#server/domains/media/index.ts'
import type { EncodeProgressDto } from '#server/domains/media/schemas.ts'
import { env } from '#server/platform/env/env.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import type { JobRunRow } from '#server/platform/queues/job-run-dto.ts'
import { isOpen } from '#server/platform/queues/schemas.ts'
import { listWorkers } from '#server/platform/queues/worker-presence.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { storage } from '#server/platform/storage/index.ts'
import type { RunningWorker } from '../lib/start-worker.ts'
import { scratchFolder } from './scratch.ts'
import { admin, importFilm, keysBelow, makeFilm, untilEncode } from './testing/films.ts'
import { startEncoding } from './testing/start-encoding.ts'
import { endProcess, endProcesses, startEncodeProcess } from './testing/worker-processes.ts'

// A film of half a minute is long here; one thread for each encode, as many of them run at a time.
vi.hoisted(() => Object.assign(process.env, { ENCODE_CHUNKS_FROM_SECONDS: '20', ENCODE_THREADS: '1' }))

const SECONDS = 40
/** For two slots twice twelve seconds and twice eight, and the sound. */
const CHUNKS = 5

const workers: RunningWorker[] = []
let long: string
let short: string

beforeAll(async () => {
  long = join(env().DATA_DIR, 'long.mp4')
  short = join(env().DATA_DIR, 'short.mp4')
  await makeFilm(long, { seconds: SECONDS, size: '640x480' })
  await makeFilm(short, { size: '640x480' })
}, 60_000)

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop(5000)))
  await endProcesses('SIGKILL')
})

afterAll(async () => {
  await closePostgres()
  await closeRedis()
})

describe('a long film and one slot', () => {
  it('is encoded in one pass', async () => {
    await startHere(1)
    const { versionId } = await importFilm(long)
    await untilEncode(versionId, { state: 'succeeded' }, 90_000)
    expect(await chunksOf(versionId)).toEqual([])
    expect((await runsOf(versionId)).map(({ name }) => name)).toEqual(['encode-title'])
  }, 120_000)
})

describe('a long film and several workers', () => {
  it('is encoded in chunks, shown as one encode, and published with nothing left', async () => {
    await startHere(2)
    const { versionId, assetId } = await importFilm(long)
    const seen: EncodeProgressDto[] = []
    for (;;) {
      const encode = await getEncode(admin(), { versionId })
      seen.push(encode)
      if (encode.state !== 'queued' && encode.state !== 'running') break
      await sleep(50)
    }
    expect(seen.at(-1)).toMatchObject({ state: 'succeeded', percent: 100, error: null })
    const percents = seen.map(({ percent }) => percent)
    expect(percents).toEqual(percents.toSorted((a, b) => a - b))
    const parts = seen.flatMap(({ chunks }) => chunks ?? [])
    expect(new Set(parts.map(({ total }) => total))).toEqual(new Set([CHUNKS]))
    expect(Math.max(...parts.map(({ atWork }) => atWork))).toBe(2)
    const started = seen.findIndex(({ state }) => state === 'running')
    expect(seen.slice(started, -1).every(({ state }) => state === 'running')).toBe(true)

    await expect.poll(() => openRunsOf(versionId)).toEqual([])
    const runs = await runsOf(versionId)
    expect(runs.filter(({ name }) => name === 'encode-title')).toHaveLength(1)
    expect(runs.filter(({ name }) => name === 'encode-chunk')).toHaveLength(CHUNKS)
    expect(runs.every(({ state, attempt }) => state === 'completed' && attempt === 1)).toBe(true)
    const { versions } = await getAsset(admin(), { assetId })
    expect(versions[0]?.durationMs).toBe(SECONDS * 1000)
    expect(versions[0]?.renditions.every(({ ssim }) => ssim! > 0.9)).toBe(true)
    const prefix = versions[0]?.storagePrefix ?? 'none'
    expect(
      (await keysBelow(`media/${assetId}/`)).every((key) => `media/${assetId}/${key}`.startsWith(prefix)),
    ).toBe(true)
    expect(await scratchOf(versionId)).toEqual([])
  }, 120_000)

  it('lets a short film that comes later go before it ends', async () => {
    // So long that a busy machine is not done with it while the other one is brought in.
    const longer = join(env().DATA_DIR, 'longer.mp4')
    await makeFilm(longer, { seconds: 4 * SECONDS, size: '640x480' })
    await startHere(2)
    const first = await importFilm(longer)
    await untilChunks(first.versionId, (chunks) => chunks.some(({ state }) => state === 'encoding'))
    const second = await importFilm(short)
    await untilEncode(second.versionId, { state: 'succeeded' }, 90_000)
    expect((await getEncode(admin(), first)).state).toBe('running')
    await cancelEncode(admin(), first)
    await untilEncode(first.versionId, { state: 'cancelled' }, 20_000)
  }, 120_000)

  it('stops all of them within two seconds of a cancel and leaves nothing', async () => {
    await startHere(2)
    const { versionId, assetId } = await importFilm(long)
    await untilChunks(versionId, (chunks) => chunks.filter(({ state }) => state === 'encoding').length === 2)
    const since = Date.now()
    await cancelEncode(admin(), { versionId })
    for (;;) {
      if ((await openRunsOf(versionId)).length === 0) break
      expect(Date.now() - since).toBeLessThan(2000)
      await sleep(20)
    }
    expect((await getEncode(admin(), { versionId })).state).toBe('cancelled')
    await expect.poll(() => keysBelow(`media/${assetId}/`), { timeout: 10_000 }).toEqual([])
    await expect.poll(() => scratchOf(versionId), { timeout: 10_000 }).toEqual([])
  }, 60_000)

  it('fails as one when a chunk does, and a replay makes only what is missing', async () => {
    await startHere(2)
    const { versionId, assetId } = await importFilm(long)
    await untilChunks(versionId, (chunks) => chunks.filter(({ state }) => state === 'done').length >= 2)
    const [source] = await database().select().from(sources).where(eq(sources.assetId, assetId))
    const file = await takeAwayOnceOpened(source?.storageKey ?? '')
    const failed = await untilEncode(versionId, { state: 'failed' }, 90_000)
    expect(failed.error).toMatchObject({ code: 'source-missing' })
    // What is done holds the frames as well that the check will want.
    expect((await keysBelow(`media/${assetId}/`)).filter((key) => key.endsWith('.yuv'))).not.toEqual([])
    await rename(`${file}.away`, file)
    const dead = (await runsOf(versionId)).filter(({ state }) => state === 'dead')
    expect(dead.map(({ name }) => name)).toEqual(['encode-title'])
    const before = await chunksOf(versionId)
    await expect
      .poll(async () => (await runsOf(versionId)).filter(({ state }) => state === 'active'), {
        timeout: 5000,
      })
      .toEqual([])
    await replayRun(admin(), { runId: dead[0]!.id })
    await untilEncode(versionId, { state: 'succeeded' }, 90_000)
    const after = await chunksOf(versionId)
    const done = before.filter(({ state }) => state === 'done')
    expect(done.length).toBeGreaterThanOrEqual(2)
    for (const chunk of done) expect(after[chunk.index]?.finishedAt).toEqual(chunk.finishedAt)
  }, 120_000)

  it('loses one chunk with a worker that is killed', async () => {
    const [first, second] = [startEncodeProcess(), startEncodeProcess()]
    await expect.poll(async () => (await encoders()).length, { timeout: 20_000 }).toBe(2)
    const { versionId } = await importFilm(long)
    await untilChunks(versionId, (chunks) => chunks.filter(({ state }) => state === 'done').length >= 1)
    await expect
      .poll(async () => (await runsOf(versionId)).find(isAtWorkOf(first.pid)), { timeout: 20_000 })
      .toBeDefined()
    await endProcess(first, 'SIGKILL')
    // What a dead worker held is still its own until the others miss it.
    const lost = (await runsOf(versionId)).filter(isAtWorkOf(first.pid)).map(({ id }) => id)
    expect(lost).toHaveLength(1)
    expect(second.exitCode).toBeNull()
    await untilEncode(versionId, { state: 'succeeded' }, 90_000)
    const runs = (await runsOf(versionId)).filter(({ name }) => name === 'encode-chunk')
    expect(runs).toHaveLength(CHUNKS)
    const twice = runs.filter(({ attempt }) => attempt > 1).map(({ id }) => id)
    expect(twice).toEqual(lost)
  }, 120_000)
})

/** Takes a stored file away between the moment that a chunk next finds it there and its tool's start; gives its path. */
async function takeAwayOnceOpened(key: string): Promise<string> {
  const place = storage()
  const asLocalFile = place.asLocalFile.bind(place)
  return new Promise((resolve, reject) => {
    const spy = vi.spyOn(place, 'asLocalFile').mockImplementation(async (asked) => {
      const found = await asLocalFile(asked)
      if (asked !== key) return found
      spy.mockRestore()
      await rename(found.path, `${found.path}.away`).then(() => resolve(found.path), reject)
      return found
    })
  })
}

/** Workers of one slot each in this process, the first of them with the maintenance queue. */
async function startHere(slots: number): Promise<void> {
  for (let index = 0; index < slots; index++)
    workers.push(await startEncoding({ clearUps: index === 0 ? 2 : 0 }))
  await expect.poll(async () => (await encoders()).length, { timeout: 20_000 }).toBe(slots)
}

async function encoders() {
  return (await listWorkers()).filter(({ queues }) => queues.some(({ name }) => name === 'encode'))
}

const isAtWorkOf =
  (pid: number | undefined) =>
  (run: JobRunRow): boolean =>
    run.name === 'encode-chunk' && run.state === 'active' && (run.workerId?.includes(`-${pid}-`) ?? false)

function chunksOf(versionId: string) {
  return database()
    .select()
    .from(encodeChunks)
    .where(eq(encodeChunks.versionId, versionId))
    .orderBy(encodeChunks.index)
}

async function untilChunks(
  versionId: string,
  are: (chunks: Awaited<ReturnType<typeof chunksOf>>) => boolean,
): Promise<void> {
  await expect.poll(async () => are(await chunksOf(versionId)), { timeout: 60_000, interval: 50 }).toBe(true)
}

function runsOf(versionId: string): Promise<JobRunRow[]> {
  const about = and(eq(jobRuns.subjectId, versionId), eq(jobRuns.queue, 'encode'))
  return database().select().from(jobRuns).where(about).orderBy(jobRuns.createdAt)
}

async function openRunsOf(versionId: string): Promise<string[]> {
  return (await runsOf(versionId)).filter(({ state }) => isOpen(state)).map(({ name }) => name)
}

async function scratchOf(versionId: string): Promise<string[]> {
  const names = await readdir(dirname(scratchFolder(versionId))).catch(() => [])
  return names.filter((name) => name.startsWith(versionId))
}
