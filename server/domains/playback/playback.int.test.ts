import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assets, auditEntries, renditions, sources, versions } from '#db/postgres/schema/index.ts'
import { createContext, systemContext, type Context } from '../../platform/context/context.ts'
import { closeMongo } from '../../platform/mongo/mongo.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { createTitle, markPlayable, publishTitle, setArtwork, setEpisodes } from '../catalogue/index.ts'
import { getTitleForAdmin } from '../catalogue/index.ts'
import { chooseTracks } from '../profiles/index.ts'
import {
  authorisePlayback,
  authoriseTrailer,
  chooseTitleAddress,
  createOperatorLink,
  listContinueWatching,
  readSignedPath,
  recordProgress,
} from './index.ts'

const system = systemContext('test')
const nobody = createContext({ kind: 'anonymous' })
const viewer = (): Context => createContext({ kind: 'account', accountId: randomUUID(), role: 'viewer' })
const admin = createContext({ kind: 'account', accountId: randomUUID(), role: 'admin' })
const durationMs = 100_000
const text = (words: string) => ({ vi: words, en: words })

/** Puts a published version into the database, as the worker leaves one, and tells the catalogue. */
async function makePlayable(target: {
  titleId: string
  episodeId: string | null
  role?: 'main' | 'trailer'
}): Promise<string> {
  const { titleId, episodeId, role = 'main' } = target
  const createdAt = new Date()
  const assetId = randomUUID()
  const versionId = randomUUID()
  const sourceId = randomUUID()
  const storagePrefix = `media/${assetId}/${versionId}/1/`
  const shared = { durationMs, storagePrefix, assetId }
  await database().insert(assets).values({ id: assetId, titleId, episodeId, role, createdAt })
  await database()
    .insert(sources)
    .values({ id: sourceId, assetId, filename: 'a.mp4', storageKey: 'sources/a', sizeBytes: 1, createdAt })
  await database()
    .insert(versions)
    .values({
      ...shared,
      id: versionId,
      sourceId,
      number: 1,
      state: 'published',
      hlsPath: 'master.m3u8',
      dashPath: 'manifest.mpd',
      createdAt,
      publishedAt: createdAt,
    })
  await database()
    .insert(renditions)
    .values({ versionId, name: '240p', width: 426, height: 240, codec: 'h264', targetBitsPerSecond: 300_000 })
  await database().update(assets).set({ currentVersionId: versionId }).where(eq(assets.id, assetId))
  await markPlayable(system, {
    ...shared,
    versionId,
    versionNumber: 1,
    titleId,
    episodeId,
    role,
    heights: [240],
    audioLanguages: ['vi'],
    audioChannels: 2,
    subtitleLanguages: [],
    posters: [],
  })
  return assetId
}

const poster = () =>
  sharp({ create: { width: 400, height: 600, channels: 3, background: '#223' } })
    .png()
    .toBuffer()

async function makeTitle(slug: string, kind: 'film' | 'series', publish = true): Promise<string> {
  const { id } = await createTitle(system, { kind, slug, title: text(slug), ratingCode: 'P' })
  await setArtwork(system, { titleId: id, kind: 'poster', bytes: await poster() })
  if (publish) await publishTitle(system, { titleId: id })
  return id
}

let film: { titleId: string; assetId: string }
let series: { titleId: string; assetIds: string[] }

beforeAll(async () => {
  const titleId = await makeTitle('phim', 'film')
  film = { titleId, assetId: await makePlayable({ titleId, episodeId: null }) }
  await makePlayable({ titleId, episodeId: null, role: 'trailer' })
  const seriesId = await makeTitle('bo', 'series')
  await setEpisodes(system, {
    titleId: seriesId,
    seasons: [{ number: 1, episodes: [1, 2].map((number) => ({ number, title: text(`Tập ${number}`) })) }],
  })
  const { seasons } = await getTitleForAdmin(system, { titleId: seriesId })
  const assetIds: string[] = []
  for (const episode of seasons[0]?.episodes ?? []) {
    assetIds.push(await makePlayable({ titleId: seriesId, episodeId: episode.id }))
  }
  series = { titleId: seriesId, assetIds }
})
afterAll(() => Promise.all([closeMongo(), closePostgres()]))

let reports = 0
const report = (assetId: string, positionMs: number) => ({
  assetId,
  positionMs,
  session: 'session-of-test',
  sequence: (reports += 1),
})

describe('authorisePlayback', () => {
  it('gives a viewer signed addresses of the current version, and the place and tracks they left', async () => {
    const context = viewer()
    await recordProgress(context, report(film.assetId, 40_000))
    await chooseTracks(context, { titleId: film.titleId, audio: 'vi', subtitles: 'off' })
    const playback = await authorisePlayback(context, { slug: 'phim' })
    expect(playback).toMatchObject({
      assetId: film.assetId,
      heights: [240],
      resume: { positionMs: 40_000 },
      tracks: { audio: 'vi', subtitles: 'off' },
      next: null,
      episodes: [],
    })
    const [, , signature = '', expiry = '', ...segments] = playback.hls.split('/')
    expect(readSignedPath({ signature, expiry, segments }).key).toMatch(/^media\/.*\/master\.m3u8$/)
    expect(Date.parse(playback.expiresAt)).toBeGreaterThan(Date.now() + 6 * 3_600_000 - 1000)
  })

  it('knows what follows an episode', async () => {
    const first = await authorisePlayback(viewer(), { slug: 'bo', season: 1, episode: 1 })
    expect(first.next).toMatchObject({ number: 2, href: '/watch/bo/s1e2' })
    expect(first.episodes.map((episode) => episode.number)).toEqual([1, 2])
    const last = await authorisePlayback(viewer(), { assetId: series.assetIds[1] ?? '' })
    expect(last).toMatchObject({ next: null, previous: { number: 1 } })
  })

  it('refuses visitors, and viewers who ask for a draft that an admin may see', async () => {
    await expect(authorisePlayback(nobody, { slug: 'phim' })).rejects.toMatchObject({
      kind: 'unauthenticated',
    })
    const titleId = await makeTitle('nhap', 'film', false)
    await makePlayable({ titleId, episodeId: null })
    // A draft is told no otherwise than what was never made.
    for (const slug of ['nhap', 'khong-co']) {
      await expect(authorisePlayback(viewer(), { slug })).rejects.toMatchObject({
        code: 'playable.not-found',
      })
    }
    expect((await authorisePlayback(admin, { slug: 'nhap' })).titleId).toBe(titleId)
  })

  it('finds nothing where nothing is', async () => {
    for (const input of [
      { slug: 'khong-co' },
      { slug: 'bo', season: 1, episode: 9 },
      { assetId: randomUUID() },
    ]) {
      await expect(authorisePlayback(viewer(), input)).rejects.toMatchObject({ kind: 'not-found' })
    }
    await expect(authorisePlayback(viewer(), { assetId: 'x' })).rejects.toMatchObject({
      kind: 'invalid-input',
    })
  })
})

it('a trailer is for anybody, a title without one has none', async () => {
  expect((await authoriseTrailer({ slug: 'phim' })).hls).toMatch(/^\/s\//)
  await expect(authoriseTrailer({ slug: 'bo' })).rejects.toMatchObject({ kind: 'not-found' })
})

describe('going on', () => {
  it('leads to the episode whose turn it is', async () => {
    const context = viewer()
    const [first = '', second = ''] = series.assetIds
    expect(await chooseTitleAddress(context, { slug: 'bo' })).toBe('/watch/bo/s1e1')
    await recordProgress(context, report(first, 50_000))
    expect(await chooseTitleAddress(context, { slug: 'bo' })).toBe('/watch/bo/s1e1')
    expect(await listContinueWatching(context)).toMatchObject([
      { assetId: first, positionMs: 50_000, durationMs, href: '/watch/bo/s1e1' },
    ])
    await recordProgress(context, report(first, 95_000))
    expect(await listContinueWatching(context)).toMatchObject([{ assetId: second, positionMs: 0 }])
    // A context is one moment; this is a later one.
    const later = { ...context, now: new Date(context.now.getTime() + 60_000) }
    await recordProgress(later, report(second, 95_000))
    expect(await listContinueWatching(context)).toEqual([])
  })

  it('shows a film between 5 % and 90 % only', async () => {
    const context = viewer()
    for (const [positionMs, shown] of [
      [5001, 1],
      [89_000, 1],
      [91_000, 0],
    ] as const) {
      await recordProgress(context, report(film.assetId, positionMs))
      expect(await listContinueWatching(context)).toHaveLength(shown)
    }
  })

  it('refuses a report on a film that is not there', async () => {
    await expect(recordProgress(viewer(), report(randomUUID(), 9000))).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(recordProgress(nobody, report(film.assetId, 9000))).rejects.toMatchObject({
      kind: 'unauthenticated',
    })
  })
})

describe('an operator’s link', () => {
  it('is absolute and in the audit log', async () => {
    const link = await createOperatorLink(admin, { assetId: film.assetId })
    expect(link.hls).toMatch(/^http.*\/s\/.*master\.m3u8$/)
    const entries = await database()
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, film.assetId))
    expect(entries).toMatchObject([{ action: 'playback.link-created' }])
  })

  it('is not for viewers', async () => {
    await expect(createOperatorLink(viewer(), { assetId: film.assetId })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})
