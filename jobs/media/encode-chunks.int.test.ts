import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdir, rename } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { encodeChunks, jobRuns, sources } from '#db/postgres/schema/index.ts'
import { replayRun } from '#server/domains/admin/index.ts'
import { createTitle } from '#server/domains/catalogue/index.ts'
import { cancelEncode, getAsset, getEncode, importSource } from '#server/domains/media/index.ts'
import type { EncodeProgressDto } from '#server/domains/media/schemas.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { env } from '#server/platform/env/env.ts'
import { runTool } from '#server/platform/media-tools/ffmpeg/run-tool.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import type { JobRunRow } from '#server/platform/queues/job-run-dto.ts'
import { isOpen } from '#server/platform/queues/schemas.ts'
import { listWorkers } from '#server/platform/queues/worker-presence.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { storage } from '#server/platform/storage/index.ts'
import { buildRegistry } from '../lib/define-handler.ts'
import { startWorker, type RunningWorker } from '../lib/start-worker.ts'
import { quickTimings } from '../lib/testing/sample-jobs.ts'
import { handlers } from '../registry.ts'
import { subscriptions } from '../subscriptions.ts'
import { scratchFolder } from './scratch.ts'

// A film of half a minute is long here; one thread for each encode, as many of them run at a time.
vi.hoisted(() => Object.assign(process.env, { ENCODE_CHUNKS_FROM_SECONDS: '20', ENCODE_THREADS: '1' }))

const SECONDS = 34
/** Stretches of eight seconds at least, and the sound. */
const CHUNKS = 5

const admin = systemContext('test')
const workers: RunningWorker[] = []
const children: ChildProcess[] = []
let long: string
let short: string
let titles = 0

beforeAll(async () => {
  long = await makeFilm('long.mp4', SECONDS)
  short = await makeFilm('short.mp4', 2)
}, 60_000)

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop(5000)))
  for (const child of children.splice(0)) await kill(child)
})

afterAll(async () => {
  await closePostgres()
  await closeRedis()
})

describe('a long film and one slot', () => {
  it('is encoded in one pass', async () => {
    await startHere(1)
    const { versionId } = await importFilm(long)
    await until(versionId, 'succeeded')
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
      const encode = await getEncode(admin, { versionId })
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
    const { versions } = await getAsset(admin, { assetId })
    expect(versions[0]?.durationMs).toBe(SECONDS * 1000)
    expect(versions[0]?.renditions.every(({ ssim }) => ssim! > 0.9)).toBe(true)
    const prefix = versions[0]?.storagePrefix ?? 'none'
    expect((await keysBelow(`media/${assetId}/`)).every((key) => key.startsWith(prefix))).toBe(true)
    expect(await scratchOf(versionId)).toEqual([])
  }, 120_000)

  it('lets a short film that comes later go before it ends', async () => {
    await startHere(2)
    const first = await importFilm(long)
    await untilChunks(first.versionId, (chunks) => chunks.some(({ state }) => state === 'encoding'))
    const second = await importFilm(short)
    await until(second.versionId, 'succeeded')
    expect((await getEncode(admin, first)).state).toBe('running')
    await until(first.versionId, 'succeeded')
  }, 120_000)

  it('stops all of them within two seconds of a cancel and leaves nothing', async () => {
    await startHere(2)
    const { versionId, assetId } = await importFilm(long)
    await untilChunks(versionId, (chunks) => chunks.filter(({ state }) => state === 'encoding').length === 2)
    const since = Date.now()
    await cancelEncode(admin, { versionId })
    for (;;) {
      if ((await openRunsOf(versionId)).length === 0) break
      expect(Date.now() - since).toBeLessThan(2000)
      await sleep(20)
    }
    expect((await getEncode(admin, { versionId })).state).toBe('cancelled')
    await expect.poll(() => keysBelow(`media/${assetId}/`), { timeout: 10_000 }).toEqual([])
    await expect.poll(() => scratchOf(versionId), { timeout: 10_000 }).toEqual([])
  }, 60_000)

  it('fails as one when a chunk does, and a replay makes only what is missing', async () => {
    await startHere(2)
    const { versionId, assetId } = await importFilm(long)
    await untilChunks(versionId, (chunks) => chunks.filter(({ state }) => state === 'done').length >= 2)
    const [source] = await database().select().from(sources).where(eq(sources.assetId, assetId))
    const file = await takeAwayOnceOpened(source?.storageKey ?? '')
    const failed = await until(versionId, 'failed')
    expect(failed.error).toMatchObject({ code: 'source-missing' })
    await rename(`${file}.away`, file)
    const dead = (await runsOf(versionId)).filter(({ state }) => state === 'dead')
    expect(dead.map(({ name }) => name)).toEqual(['encode-title'])
    const before = await chunksOf(versionId)
    await expect
      .poll(async () => (await runsOf(versionId)).filter(({ state }) => state === 'active'), {
        timeout: 5000,
      })
      .toEqual([])
    await replayRun(admin, { runId: dead[0]!.id })
    await until(versionId, 'succeeded')
    const after = await chunksOf(versionId)
    const done = before.filter(({ state }) => state === 'done')
    expect(done.length).toBeGreaterThanOrEqual(2)
    for (const chunk of done) expect(after[chunk.index]?.finishedAt).toEqual(chunk.finishedAt)
  }, 120_000)

  it('loses one chunk with a worker that is killed', async () => {
    const [first, second] = [startProcess(), startProcess()]
    await expect.poll(async () => (await encoders()).length, { timeout: 20_000 }).toBe(2)
    const { versionId } = await importFilm(long)
    await untilChunks(versionId, (chunks) => chunks.filter(({ state }) => state === 'done').length >= 1)
    await expect
      .poll(async () => (await runsOf(versionId)).find(isAtWorkOf(first.pid)), { timeout: 20_000 })
      .toBeDefined()
    await kill(first)
    // What a dead worker held is still its own until the others miss it.
    const lost = (await runsOf(versionId)).filter(isAtWorkOf(first.pid)).map(({ id }) => id)
    expect(lost).toHaveLength(1)
    expect(second.exitCode).toBeNull()
    await until(versionId, 'succeeded')
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
  const registry = buildRegistry([], handlers)
  for (let index = 0; index < slots; index++) {
    const queues = [
      { name: 'encode' as const, concurrency: 1 },
      ...(index === 0 ? [{ name: 'maintenance' as const, concurrency: 2 }] : []),
    ]
    workers.push(
      await startWorker({
        registry,
        // Whichever worker relays an event must know what it asks for.
        subscriptions,
        queues,
        port: 1,
        timings: quickTimings,
      }),
    )
  }
  await expect.poll(async () => (await encoders()).length, { timeout: 20_000 }).toBe(slots)
}

async function encoders() {
  return (await listWorkers()).filter(({ queues }) => queues.some(({ name }) => name === 'encode'))
}

function startProcess(): ChildProcess {
  const file = fileURLToPath(new URL('testing/encode-worker.ts', import.meta.url))
  const child = spawn(process.execPath, [file], { stdio: 'inherit' })
  children.push(child)
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

const isAtWorkOf =
  (pid: number | undefined) =>
  (run: JobRunRow): boolean =>
    run.name === 'encode-chunk' && run.state === 'active' && (run.workerId?.includes(`-${pid}-`) ?? false)

async function importFilm(path: string): Promise<{ versionId: string; assetId: string }> {
  titles += 1
  const { id: titleId } = await createTitle(admin, { kind: 'film', title: { vi: `Phim dài số ${titles}` } })
  return importSource(admin, { path, target: { titleId } })
}

async function until(
  versionId: string,
  state: EncodeProgressDto['state'],
  withinMs = 90_000,
): Promise<EncodeProgressDto> {
  const givesUpAt = Date.now() + withinMs
  for (;;) {
    const encode = await getEncode(admin, { versionId })
    if (encode.state === state) return encode
    if (Date.now() > givesUpAt) throw new Error(`The encode is ${JSON.stringify(encode)}, not ${state}.`)
    await sleep(100)
  }
}

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

async function keysBelow(prefix: string): Promise<string[]> {
  return Array.fromAsync(storage().list(prefix), ({ key }) => key)
}

async function scratchOf(versionId: string): Promise<string[]> {
  const names = await readdir(dirname(scratchFolder(versionId))).catch(() => [])
  return names.filter((name) => name.startsWith(versionId))
}

async function makeFilm(name: string, seconds: number): Promise<string> {
  const file = resolve(join(env().DATA_DIR, name))
  await runTool({
    tool: env().FFMPEG_PATH,
    args: [
      ['-v', 'error', '-y', '-f', 'lavfi', '-i', `testsrc2=s=640x480:r=24:d=${seconds}`],
      ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${seconds}`],
      ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', file],
    ].flat(),
    failure: 'encode-failed',
  })
  return file
}
