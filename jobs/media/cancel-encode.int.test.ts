import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { cancelEncode, getAsset } from '#server/domains/media/index.ts'
import { env } from '#server/platform/env/env.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import type { JobContext, JobProgress } from '#server/platform/queues/job-handler.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { storage } from '#server/platform/storage/index.ts'
import type { RunningWorker } from '../lib/start-worker.ts'
import { scratchFolder } from './scratch.ts'
import { admin, importFilm, keysBelow, makeFilm, realFilm, untilEncode } from './testing/films.ts'
import { untilProcesses } from './testing/processes.ts'
import { startEncoding } from './testing/start-encoding.ts'

/** Sees each progress after it was kept and before the work goes on. */
let onProgress: (progress: JobProgress, context: JobContext) => Promise<void> = async () => {}
/** Holds each attempt back until the test is ready for it. */
let ready: Promise<void> = Promise.resolve()
let worker: RunningWorker
let shortFilm = ''

beforeAll(async () => {
  shortFilm = join(env().DATA_DIR, 'short.mp4')
  await makeFilm(shortFilm)
  worker = await startEncoding({
    before: () => ready,
    onProgress: (progress, context) => onProgress(progress, context),
  })
})

afterAll(async () => {
  await worker.stop(5000)
  await closePostgres()
  await closeRedis()
})

/** Cancels a film at the first progress that fits; the work goes on into whatever it does next. */
async function cancelAt(path: string, fits: (progress: JobProgress) => boolean): Promise<void> {
  const { promise, resolve: begin } = Promise.withResolvers<void>()
  ready = promise
  const { versionId, assetId } = await importFilm(path)
  // As a worker leaves it that died while it stored the files of an earlier attempt.
  await storage().put(`media/${assetId}/${versionId}/0123456789ab/stray.mp4`, 'x')
  const askedAt = await new Promise<number>((resolve, reject) => {
    onProgress = async (progress) => {
      if (!fits(progress)) return
      onProgress = async () => {}
      const at = Date.now()
      await cancelEncode(admin(), { versionId }).then(() => resolve(at), reject)
    }
    begin()
  })
  const scratch = scratchFolder(versionId)
  await untilProcesses(scratch, 'gone', askedAt + 2000 - Date.now())
  await untilEncode(versionId, { state: 'cancelled' }, 2000)
  const isThere = () =>
    stat(scratch).then(
      () => true,
      () => false,
    )
  await expect.poll(isThere, { timeout: 5000 }).toBe(false)
  await expect.poll(() => keysBelow(`media/${assetId}/`), { timeout: 5000 }).toEqual([])
  const { versions, publishedVersionId } = await getAsset(admin(), { assetId })
  expect(publishedVersionId).toBeNull()
  expect(versions.map(({ state }) => state)).toEqual(['cancelled'])
}

test('cancelled as each stage begins, an encode ends within two seconds and leaves nothing', async () => {
  const stages = new Set<string>()
  onProgress = async ({ stage }) => void stages.add(stage)
  const whole = await importFilm(shortFilm)
  await untilEncode(whole.versionId, { state: 'succeeded' })
  expect([...stages]).toEqual(expect.arrayContaining(['probe', 'encode', 'package', 'check', 'publish']))
  for (const stage of stages) {
    await cancelAt(shortFilm, (progress) => progress.stage === stage)
  }
  expect((await getAsset(admin(), { assetId: whole.assetId })).publishedVersionId).toBe(whole.versionId)
}, 90_000)

test('cancelled in the midst of ffmpeg, its processes are gone within two seconds', async () => {
  await cancelAt(realFilm, ({ stage, fps }) => stage === 'encode' && Number(fps) > 0)
}, 60_000)

test('cancelled while it stores its files, none stays', async () => {
  const place = storage()
  const putFile = place.putFile.bind(place)
  let placed = 0
  const slow = vi.spyOn(place, 'putFile').mockImplementation(async (...given) => {
    const info = await putFile(...given)
    if (info.key.startsWith('media/')) placed += 1
    await sleep(150)
    return info
  })
  try {
    await cancelAt(shortFilm, ({ stage, percent }) => stage === 'publish' && percent > 97)
    expect(placed).toBeGreaterThan(0)
  } finally {
    slow.mockRestore()
  }
}, 60_000)
