import { once } from 'node:events'
import { readFile, writeFile, readdir } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outbox } from '#db/postgres/schema/index.ts'
import { createTitle, deleteTitle, setEpisodes } from '#server/domains/catalogue/index.ts'
import {
  cancelEncode,
  getAsset,
  getEncode,
  getPlaybackManifest,
  importSource,
  listAssets,
  listUploads,
  receiveUpload,
  reencodeAsset,
} from '#server/domains/media/index.ts'
import { auditedActions } from '#server/domains/media/testing.repository.ts'
import { create, head, newTitle, patch, tus } from '#server/domains/media/testing.ts'
import type { VersionPublished } from '#server/domains/media/schemas.ts'
import { createContext, systemContext, type Context } from '#server/platform/context/context.ts'
import { env } from '#server/platform/env/env.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import type { JobContext, JobProgress } from '#server/platform/queues/job-handler.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import type { RunningWorker } from '../lib/start-worker.ts'
import { scratchFolder } from './scratch.ts'
import { keysBelow, realFilm as film, untilEncode } from './testing/films.ts'
import { startEncoding } from './testing/start-encoding.ts'

const admin = (): Context => createContext({ kind: 'account', accountId: randomUUID(), role: 'admin' })
const viewer = (): Context => createContext({ kind: 'account', accountId: randomUUID(), role: 'viewer' })
let worker: RunningWorker

/** Sees each progress before the work goes on. */
let onProgress: (progress: JobProgress, context: JobContext) => Promise<void> = async () => {}

const start = (): Promise<RunningWorker> =>
  startEncoding({ onProgress: (progress, context) => onProgress(progress, context) })

beforeAll(async () => {
  worker = await start()
})
afterAll(async () => {
  await worker.stop(5000)
  await closePostgres()
  await closeRedis()
})

describe('a film goes in', () => {
  let titleId: string
  let versionId: string

  beforeAll(async () => {
    titleId = await newTitle()
  })

  it('arrives in parts and is taken for whole once', async () => {
    const bytes = await readFile(film)
    const context = admin()
    const made = await create(context, bytes.length, { filename: '../../Thỏ <Bự>.mp4', titleId })
    expect(made.status).toBe(201)
    const path = made.headers.get('location') ?? ''
    expect(path).toMatch(/^\/api\/uploads\/[0-9a-f-]{36}$/)
    expect((await patch(context, path, 0, bytes.subarray(0, 900_000))).status).toBe(204)
    const [waiting] = await listUploads(context)
    expect(waiting).toMatchObject({
      fileName: 'Thỏ <Bự>.mp4',
      receivedBytes: 900_000,
      sizeBytes: bytes.length,
      target: { titleId },
    })
    const where = await head(path, context)
    expect(where.headers.get('upload-offset')).toBe('900000')
    expect((await patch(context, path, 900_000, bytes.subarray(900_000))).status).toBe(204)
    const whole = await head(path, context)
    expect(whole.headers.get('upload-offset')).toBe(String(bytes.length))
    expect(await listUploads(context)).toEqual([])
    const [asset] = await listAssets(context, { titleId })
    expect(asset?.versions).toHaveLength(1)
    versionId = asset?.versions[0]?.id ?? ''
    expect(await readdir(join(env().DATA_DIR, 'uploads'))).toEqual([])
  })

  it('is encoded, checked and published in one step, its progress seen on the way', async () => {
    const seen = new Set<string>()
    for (;;) {
      const encode = await getEncode(admin(), { versionId })
      if (encode.stage) seen.add(encode.stage)
      await expectNothingBeforePublished(encode.assetId)
      if (encode.state !== 'queued' && encode.state !== 'running') break
      await sleep(40)
    }
    const encode = await untilEncode(versionId, { state: 'succeeded' }, 90_000)
    expect(encode).toMatchObject({ percent: 100, error: null, sourceName: 'Thỏ <Bự>.mp4' })
    expect(encode.rungs.map(({ name, state }) => `${name} ${state}`)).toEqual([
      '240p done',
      '360p done',
      '480p done',
    ])
    expect(seen).toContain('encode')
    expect(seen).toContain('check')
    const { versions, publishedVersionId } = await getAsset(admin(), { assetId: encode.assetId })
    expect(publishedVersionId).toBe(versionId)
    expect(versions[0]).toMatchObject({ state: 'published', durationMs: 14_084, number: 1 })
    expect(
      versions[0]?.renditions.every(
        ({ ssim, averageBandwidth }) => ssim! > 0.9 && averageBandwidth! > 100_000,
      ),
    ).toBe(true)
    expect(versions[0]?.audioTracks).toMatchObject([
      { channels: 2, isDefault: true, loudness: { integrated: expect.any(Number) } },
      { channels: 6, isDefault: false },
    ])
  }, 120_000)

  it('leaves in storage what the manifest names, and nothing in the scratch folder', async () => {
    const [asset] = await listAssets(admin(), { titleId })
    const manifest = await getPlaybackManifest(viewer(), { assetId: asset!.id })
    expect(manifest).toMatchObject({
      versionId,
      titleId,
      heights: [240, 360, 480],
      hls: 'master.m3u8',
      dash: 'manifest.mpd',
    })
    const keys = await keysBelow(manifest.storagePrefix)
    expect(keys).toContain(manifest.hls)
    for (const path of [...manifest.storyboard!.sheets, ...manifest.posters.map((poster) => poster.path)])
      expect(keys).toContain(path)
    expect(manifest.posters).toHaveLength(5)
    expect(manifest.storagePrefix.startsWith(`media/${asset!.id}/${versionId}/`)).toBe(true)
    await expect(readdir(scratchFolder(versionId))).rejects.toThrow('ENOENT')
  })

  it('announces the version with all the catalogue asks for', async () => {
    const [event] = await database().select().from(outbox).where(eq(outbox.type, 'version.published'))
    const payload = event?.payload as VersionPublished
    expect(payload).toMatchObject({
      versionId,
      titleId,
      role: 'main',
      versionNumber: 1,
      heights: [240, 360, 480],
      audioChannels: 6,
    })
  })

  /** Asks for the manifest first and for the state after it: publishing may fall between the two. */
  async function expectNothingBeforePublished(assetId: string): Promise<void> {
    const answer = await getPlaybackManifest(viewer(), { assetId }).catch((error: unknown) => error)
    const { publishedVersionId } = await getAsset(admin(), { assetId })
    if (publishedVersionId === null) expect(answer).toMatchObject({ code: 'asset.not-found' })
  }
})

describe('an encode that does not end well', () => {
  it('tells why a file is no film, and is not tried again', async () => {
    const path = join(env().DATA_DIR, 'letter.mp4')
    await writeFile(path, 'Dear viewer, this is a letter.')
    const { versionId, assetId } = await importSource(systemContext('test'), {
      path,
      target: { titleId: await newTitle() },
    })
    const encode = await untilEncode(versionId, { state: 'failed' }, 90_000)
    expect(encode.error).toMatchObject({ code: 'not-a-film' })
    expect((await getAsset(admin(), { assetId })).versions[0]).toMatchObject({
      state: 'failed',
      error: { code: 'not-a-film' },
    })
  })

  it('goes on from the finished encode when a worker stops, and the version before stays until then', async () => {
    const target = { titleId: await newTitle(), role: 'trailer' as const }
    const first = await importSource(systemContext('test'), { path: film, target })
    await untilEncode(first.versionId, { state: 'succeeded' }, 90_000)
    const { promise: pastEncoding, resolve: tellPastEncoding } = Promise.withResolvers<void>()
    onProgress = async ({ stage }, { signal }) => {
      if (['probe', 'analyse', 'encode'].includes(stage)) return
      tellPastEncoding()
      await once(signal, 'abort')
    }
    const { versionId } = await reencodeAsset(admin(), { assetId: first.assetId })
    await pastEncoding
    await worker.stop(5000)
    expect((await getPlaybackManifest(viewer(), { assetId: first.assetId })).versionId).toBe(first.versionId)
    const marks = (await readdir(scratchFolder(versionId))).filter((name) => name.endsWith('.json'))
    expect(marks).toContain('encode.json')
    onProgress = async () => {}
    worker = await start()
    await untilEncode(versionId, { state: 'succeeded' }, 90_000)
    const { publishedVersionId, versions } = await getAsset(admin(), { assetId: first.assetId })
    expect(publishedVersionId).toBe(versionId)
    expect(versions.map(({ number, state }) => `${number} ${state}`)).toEqual(['2 published', '1 superseded'])
  }, 180_000)
})

describe('an encode that is stopped', () => {
  it('ends within seconds, publishes nothing and leaves nothing', async () => {
    const titleId = await newTitle()
    const { versionId, assetId } = await importSource(admin(), { path: film, target: { titleId } })
    await untilEncode(versionId, { state: 'running' }, 90_000)
    await cancelEncode(admin(), { versionId })
    expect((await untilEncode(versionId, { state: 'cancelled' }, 5000)).error).toBeNull()
    await expect(cancelEncode(admin(), { versionId })).rejects.toMatchObject({ code: 'version.wrong-state' })
    expect(await auditedActions(versionId)).toEqual(['version.cancel'])
    expect(await auditedActions(assetId)).toEqual(['asset.add-source'])
    await untilGone(() => readdir(scratchFolder(versionId)))
    expect(await keysBelow(`media/${assetId}/`)).toEqual([])
    await expect(getPlaybackManifest(viewer(), { assetId })).rejects.toMatchObject({
      code: 'asset.not-found',
    })
  })

  it('takes its films along when a title is deleted', async () => {
    const titleId = await newTitle()
    const { assetId } = await importSource(admin(), { path: film, target: { titleId } })
    const half = (await create(admin(), 10, { titleId })).headers.get('location')?.split('/').at(-1) ?? ''
    expect(await readdir(resolve(env().DATA_DIR, 'uploads'))).toContain(half)
    await deleteTitle(admin(), { titleId })
    await untilGone(() => getAsset(admin(), { assetId }))
    // What no other film is made of goes after the row.
    await expect.poll(() => keysBelow(`sources/${assetId}/`), { timeout: 15_000 }).toEqual([])
    expect(await readdir(resolve(env().DATA_DIR, 'uploads'))).not.toContain(half)
    expect(await auditedActions(assetId)).toEqual(['asset.add-source', 'asset.remove'])
  })

  it('takes along what was on its way to an episode that is removed, and nothing else', async () => {
    const series = await createTitle(admin(), { kind: 'series', title: { vi: 'Hang thỏ nhiều tập' } })
    const titleId = series.id
    const seasonOf = (...numbers: number[]) => {
      const episodes = numbers.map((number) => ({ number, title: { vi: `Tập ${number}` } }))
      return setEpisodes(admin(), { titleId, seasons: [{ number: 1, episodes }] })
    }
    const [kept, coming, uploading] = (await seasonOf(1, 2, 3)).seasons[0]?.episodes ?? []
    const uploader = admin()
    const half = async (episodeId = '') =>
      (await create(uploader, 10, { titleId, episodeId })).headers.get('location')?.split('/').at(-1) ?? ''
    const keptHalf = await half(kept?.id)
    const lostHalf = await half(uploading?.id)
    const target = { titleId, episodeId: coming?.id ?? '' }
    const { assetId, versionId } = await importSource(admin(), { path: film, target })
    await untilEncode(versionId, { state: 'running' }, 90_000)
    await seasonOf(1)
    await untilGone(() => getAsset(admin(), { assetId }))
    await expect.poll(() => keysBelow(`sources/${assetId}/`), { timeout: 15_000 }).toEqual([])
    expect(await keysBelow(`media/${assetId}/`)).toEqual([])
    await untilGone(() => readdir(scratchFolder(versionId)))
    await expect
      .poll(() => readdir(resolve(env().DATA_DIR, 'uploads')), { timeout: 15_000 })
      .not.toContain(lostHalf)
    expect(await readdir(resolve(env().DATA_DIR, 'uploads'))).toContain(keptHalf)
    // Its files go first, its row last.
    await expect
      .poll(async () => (await listAssets(admin(), { titleId })).map(({ episodeId }) => episodeId))
      .toEqual([kept?.id])
    expect(await auditedActions(assetId)).toEqual(['asset.add-source', 'asset.remove'])
    await receiveUpload(uploader, tus('DELETE', `/api/uploads/${keptHalf}`))
  })
})

async function untilGone(look: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    const there = await look().then(
      () => true,
      () => false,
    )
    if (!there) return
    await sleep(100)
  }
  throw new Error('It is still there after 15 s.')
}
