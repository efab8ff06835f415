// Idle, retried, overtaken, old and left over: what becomes of versions beside the straight way.
import { utimes, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { jobRuns, versions } from '#db/postgres/schema/index.ts'
import { replayRun } from '#server/domains/admin/index.ts'
import {
  cancelEncode,
  getAsset,
  reencodeAsset,
  retryEncode,
  sweepStorage,
} from '#server/domains/media/index.ts'
import { authorisePlayback } from '#server/domains/playback/index.ts'
import { moveClock } from '#server/platform/clock/testing.ts'
import { createContext, systemContext } from '#server/platform/context/context.ts'
import { env } from '#server/platform/env/env.ts'
import { closeMongo } from '#server/platform/mongo/mongo.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { storage } from '#server/platform/storage/index.ts'
import type { RunningWorker } from '../lib/start-worker.ts'
import { readRun, untilRun } from '../lib/testing/sample-jobs.ts'
import { scratchFolder } from './scratch.ts'
import { sweepScratch } from './sweep-scratch.ts'
import { admin, importFilm, keysBelow, makeFilm, realFilm, untilEncode, viewer } from './testing/films.ts'
import { untilProcesses } from './testing/processes.ts'
import { startEncoding } from './testing/start-encoding.ts'

const hourMs = 60 * 60 * 1000
const impatient = { backoff: { delayMs: 100, maxDelayMs: 100 }, idleTimeoutMs: 7000 }
/** What befalls each attempt before it begins. */
let misfortune: () => void = () => {}
let worker: RunningWorker
let shortFilm = ''

beforeAll(async () => {
  shortFilm = join(env().DATA_DIR, 'short.mp4')
  await makeFilm(shortFilm)
  worker = await startEncoding({ clearUps: 2, job: impatient, before: () => misfortune() })
})

afterAll(async () => {
  await worker.stop(5000)
  await Promise.all([closePostgres(), closeRedis(), closeMongo()])
})

afterEach(() => {
  misfortune = () => {}
})

const statesOf = async (assetId: string) =>
  (await getAsset(admin(), { assetId })).versions.map(({ number, state }) => `${number} ${state}`)

test('an ffmpeg that stands still is noticed, ended and tried again', async () => {
  const { versionId } = await importFilm(realFilm)
  await untilEncode(versionId, { stage: 'encode' })
  const { jobId } = await untilEncode(versionId, { state: 'running' })
  for (const pid of await untilProcesses(scratchFolder(versionId), 'there', 5000))
    process.kill(pid, 'SIGSTOP')
  // It stays with the run while the next try is at work.
  const error = async () => (await readRun(jobId ?? '')).error?.code
  await expect.poll(error, { timeout: 20_000 }).toBe('job.stuck')
  await untilEncode(versionId, { state: 'succeeded' }, 60_000)
  expect(await untilRun(jobId ?? '', ['completed'])).toMatchObject({ attempt: 2 })
}, 120_000)

test('out of tries an encode fails with a reason, and a replay takes it up where an admin asks', async () => {
  misfortune = () => {
    throw new Error('the disk made a noise')
  }
  const { versionId, assetId } = await importFilm(shortFilm)
  const failed = await untilEncode(versionId, { state: 'failed' })
  const run = await untilRun(failed.jobId ?? '', ['dead'])
  expect(run).toMatchObject({ attempt: 3 })
  await expect.poll(() => statesOf(assetId)).toEqual(['1 failed'])
  misfortune = () => {}
  await replayRun(admin(), { runId: run.id })
  await untilEncode(versionId, { state: 'succeeded' })
  expect(await statesOf(assetId)).toEqual(['1 published'])
  await expect(retryEncode(admin(), { versionId })).rejects.toMatchObject({ code: 'version.wrong-state' })
}, 60_000)

test('a cancelled encode is taken up again by its page and by the page of jobs', async () => {
  for (const again of [
    (versionId: string) => retryEncode(admin(), { versionId }),
    (_: string, runId: string) => replayRun(admin(), { runId }),
  ]) {
    const { versionId, assetId } = await importFilm(realFilm)
    const { jobId } = await untilEncode(versionId, { state: 'running' })
    await cancelEncode(admin(), { versionId })
    await untilRun(jobId ?? '', ['cancelled'])
    await again(versionId, jobId ?? '')
    expect(['queued', 'running']).toContain((await untilEncode(versionId, {})).state)
    await untilEncode(versionId, { state: 'succeeded' })
    expect(await statesOf(assetId)).toEqual(['1 published'])
  }
}, 90_000)

test('one that was cancelled before its run came is taken up as well', async () => {
  const { versionId, assetId } = await importFilm(shortFilm)
  await cancelEncode(admin(), { versionId })
  await expect
    .poll(() => retryEncode(admin(), { versionId }).catch(() => null), { timeout: 10_000 })
    .not.toBeNull()
  await untilEncode(versionId, { state: 'succeeded' })
  expect(await statesOf(assetId)).toEqual(['1 published'])
}, 60_000)

test('what a later version has overtaken is not taken up, and refuses the wrong actor', async () => {
  const { versionId, assetId } = await importFilm(realFilm)
  const { jobId } = await untilEncode(versionId, { state: 'running' })
  await cancelEncode(admin(), { versionId })
  await untilRun(jobId ?? '', ['cancelled'])
  const later = await reencodeAsset(admin(), { assetId })
  await expect(retryEncode(admin(), { versionId })).rejects.toMatchObject({ code: 'version.overtaken' })
  await expect(retryEncode(viewer(), { versionId })).rejects.toMatchObject({ code: 'auth.forbidden' })
  await expect(retryEncode(createContext({ kind: 'anonymous' }), { versionId })).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
  await untilEncode(later.versionId, { state: 'succeeded' })
  expect(await statesOf(assetId)).toEqual(['2 published', '1 cancelled'])
}, 60_000)

test('an old version stays for its grace and for whoever plays it, then it goes', async () => {
  const { versionId, assetId } = await importFilm(shortFilm)
  await untilEncode(versionId, { state: 'succeeded' })
  const play = async (playingVersionId?: string) => authorisePlayback(admin(), { assetId, playingVersionId })
  await expect.poll(() => play().catch(() => null), { timeout: 10_000 }).not.toBeNull()
  const begun = await play()
  expect(begun.versionId).toBe(versionId)
  const kept = async () => (await readVersion(versionId)).neededUntil?.toISOString()
  const first = await kept()

  const second = await reencodeAsset(admin(), { assetId })
  await untilEncode(second.versionId, { state: 'succeeded' })
  expect((await play()).versionId).toBe(second.versionId)
  const folder = `media/${assetId}/${versionId}/`
  const files = (await keysBelow(folder)).length
  expect(files).toBeGreaterThan(5)

  // Paused over night: the player asks for new addresses of what it has begun.
  await moveClock(23 * hourMs)
  const renewed = await play(versionId)
  expect(renewed.versionId).toBe(versionId)
  expect(Date.parse((await kept()) ?? '')).toBeGreaterThan(Date.parse(first ?? ''))

  // The grace is over, the viewer was heard of minutes before.
  await moveClock(23.99 * hourMs)
  await play(versionId)
  const looks = await countClears(versionId)
  await moveClock(24.1 * hourMs)
  await expect.poll(() => countClears(versionId), { timeout: 15_000 }).toBeGreaterThan(looks)
  expect(await keysBelow(folder)).toHaveLength(files)
  expect((await play(versionId)).versionId).toBe(versionId)

  await moveClock(72 * hourMs)
  await expect.poll(() => keysBelow(folder), { timeout: 15_000 }).toEqual([])
  expect((await play(versionId)).versionId).toBe(second.versionId)
  expect((await keysBelow(`media/${assetId}/${second.versionId}/`)).length).toBe(files)
  await moveClock(0)
}, 90_000)

test('the sweep takes what nothing names and nobody touched for a day, and nothing else', async () => {
  const { versionId, assetId } = await importFilm(shortFilm)
  await untilEncode(versionId, { state: 'succeeded' })
  const own = await keysBelow(`media/${assetId}/`)
  const strays = [
    `media/${assetId}/${versionId}/0123456789ab/video.mp4`,
    `media/${assetId}/01a1fcde-d351-7165-99cc-061a615a6b76/a/video.mp4`,
    'media/01a1fcde-d351-7165-99cc-061a615a6b77/01a1fcde-d351-7165-99cc-061a615a6b78/a/video.mp4',
  ]
  const young = `media/${assetId}/${versionId}/ba9876543210/video.mp4`
  for (const key of [...strays, young]) await storage().put(key, 'x')
  const old = new Date(Date.now() - 25 * hourMs)
  for (const key of strays) await utimes(join(fileURLToPath(env().STORAGE_URL), key), old, old)
  expect(await sweepStorage(systemContext('test'))).toEqual({ folders: 3 })
  for (const key of strays) expect(await storage().head(key)).toBeNull()
  expect(await storage().head(young)).not.toBeNull()
  await storage().delete(young)
  expect(await keysBelow(`media/${assetId}/`)).toEqual(own)
  await expect(sweepStorage(viewer())).rejects.toMatchObject({ code: 'auth.forbidden' })
}, 60_000)

test('scratch of encodes that ended elsewhere goes from this machine, what may go on stays', async () => {
  const [{ versionId }, waiting] = [await importFilm(shortFilm), await importFilm(shortFilm)]
  for (const each of [versionId, waiting.versionId]) {
    const { jobId } = await untilEncode(each, { state: 'succeeded' })
    // Its own scratch goes after it is published.
    await untilRun(jobId ?? '', ['completed'])
  }
  await database().update(versions).set({ state: 'encoding' }).where(eq(versions.id, waiting.versionId))
  const old = new Date(Date.now() - hourMs)
  const unknown = '01a1fcde-d351-7165-99cc-061a615a6b79'
  for (const id of [versionId, waiting.versionId, unknown]) {
    await mkdir(join(scratchFolder(id), 'encode-1'), { recursive: true })
    await utimes(scratchFolder(id), old, old)
  }
  expect(await sweepScratch()).toBe(2)
  await expect(stat(scratchFolder(versionId))).rejects.toThrow('ENOENT')
  await expect(stat(scratchFolder(unknown))).rejects.toThrow('ENOENT')
  expect((await stat(scratchFolder(waiting.versionId))).isDirectory()).toBe(true)
}, 60_000)

/** How often it was looked at for clearing away. */
async function countClears(versionId: string): Promise<number> {
  const ofIt = and(eq(jobRuns.name, 'clear-version'), eq(jobRuns.subjectId, versionId))
  return database().$count(jobRuns, and(ofIt, eq(jobRuns.state, 'completed')))
}

async function readVersion(versionId: string) {
  const [version] = await database().select().from(versions).where(eq(versions.id, versionId))
  if (!version) throw new Error(`No version ${versionId}.`)
  return version
}
