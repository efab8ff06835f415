import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEntries } from '#db/postgres/schema/index.ts'
import { createContext, systemContext, type Context, type Role } from '../../platform/context/context.ts'
import { closeMongo } from '../../platform/mongo/mongo.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { getTitleForAdmin, setEpisodes } from '../catalogue/index.ts'
import { chooseTracks } from '../profiles/index.ts'
import {
  authorisePlayback,
  authoriseTrailer,
  chooseTitleAddress,
  createOperatorLink,
  getStream,
  isGoodPlayToken,
  linkSecondsLeft,
  listOperatorLinks,
  revokeOperatorLink,
  listContinueWatching,
  readPlayAddress,
  recordProgress,
} from './index.ts'
import { durationMs, makeAccount, makePlayable, makeTitle } from './testing.repository.ts'

const system = systemContext('test')
const nobody = createContext({ kind: 'anonymous' })
const as = (role: Role, accountId: string = randomUUID()): Context =>
  createContext({ kind: 'account', accountId, role, sessionId: randomUUID() })
const viewer = async () => as('viewer', await makeAccount())
const admin = as('admin')
const text = (words: string) => ({ vi: words, en: words })

let film: { titleId: string; assetId: string }
let series: { titleId: string; assetIds: string[] }

beforeAll(async () => {
  const titleId = await makeTitle('phim')
  film = { titleId, assetId: await makePlayable({ titleId, episodeId: null }) }
  await makePlayable({ titleId, episodeId: null, role: 'trailer' })
  const seriesId = await makeTitle('bo', { kind: 'series' })
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
    const context = await viewer()
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
    const [, v, ownerId = '', signature = '', ...segments] = playback.hls.split('/')
    expect([v, ownerId]).toEqual(['v', playback.playbackSessionId])
    const read = readPlayAddress('session', { ownerId, signature, segments })
    expect(read).toEqual({ key: expect.stringMatching(/^media\/.*\/master\.m3u8$/) as string, lines: null })
  })

  it('knows what follows an episode', async () => {
    const first = await authorisePlayback(await viewer(), { slug: 'bo', season: 1, episode: 1 })
    expect(first.next).toMatchObject({ number: 2, href: '/watch/bo/s1e2' })
    expect(first.episodes.map((episode) => episode.number)).toEqual([1, 2])
    const last = await authorisePlayback(await viewer(), { assetId: series.assetIds[1] ?? '' })
    expect(last).toMatchObject({ next: null, previous: { number: 1 } })
  })

  it('refuses visitors, and viewers who ask for a draft that an admin may see', async () => {
    await expect(authorisePlayback(nobody, { slug: 'phim' })).rejects.toMatchObject({
      kind: 'unauthenticated',
    })
    const titleId = await makeTitle('nhap', { publish: false })
    await makePlayable({ titleId, episodeId: null })
    // A draft is told no otherwise than what was never made.
    for (const slug of ['nhap', 'khong-co']) {
      await expect(authorisePlayback(await viewer(), { slug })).rejects.toMatchObject({
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
      await expect(authorisePlayback(await viewer(), input)).rejects.toMatchObject({ kind: 'not-found' })
    }
    await expect(authorisePlayback(await viewer(), { assetId: 'x' })).rejects.toMatchObject({
      kind: 'invalid-input',
    })
  })
})

it('a trailer is for anybody, a title without one has none', async () => {
  expect((await authoriseTrailer({ slug: 'phim' })).hls).toMatch(/^\/s\//)
  await expect(authoriseTrailer({ slug: 'bo' })).rejects.toMatchObject({ kind: 'not-found' })
})

it('a trailer above the limit of who watches is not there', async () => {
  const titleId = await makeTitle('phim-lon', { ratingCode: 'T18' })
  await makePlayable({ titleId, episodeId: null, role: 'trailer' })
  for (const ratingLimit of [undefined, null, 'T18', 'C'] as const)
    expect((await authoriseTrailer({ slug: 'phim-lon', ratingLimit })).hls).toMatch(/^\/s\//)
  for (const ratingLimit of ['P', 'K', 'T16'] as const)
    await expect(authoriseTrailer({ slug: 'phim-lon', ratingLimit })).rejects.toMatchObject({
      code: 'playable.not-found',
    })
})

describe('going on', () => {
  it('leads to the episode whose turn it is', async () => {
    const context = await viewer()
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
    const context = await viewer()
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
    await expect(recordProgress(await viewer(), report(randomUUID(), 9000))).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(recordProgress(nobody, report(film.assetId, 9000))).rejects.toMatchObject({
      kind: 'unauthenticated',
    })
  })
})

describe('getStream', () => {
  it('gives a program addresses, tracks, where to go on and a token, by id or address', async () => {
    const context = await viewer()
    for (const movie_id of ['phim', film.titleId]) {
      const stream = await getStream(context, { movie_id })
      expect(stream).toMatchObject({ assetId: film.assetId, heights: [240], resume: { positionMs: 0 } })
      expect(stream.hls).toContain(`/v/${stream.playbackSessionId}/`)
      expect(isGoodPlayToken(stream.playbackSessionId, stream.token)).toBe(true)
    }
  })

  it('of a series gives the episode that is named, else the one whose turn it is', async () => {
    const context = await viewer()
    const [first, second] = series.assetIds
    expect((await getStream(context, { movie_id: 'bo', season: '1', episode: '2' })).assetId).toBe(second)
    for (const movie_id of ['bo', series.titleId]) {
      expect((await getStream(context, { movie_id })).assetId).toBe(first)
    }
    await recordProgress(context, report(first ?? '', 95_000))
    expect((await getStream(context, { movie_id: 'bo' })).assetId).toBe(second)
  })

  it('refuses nobody known, and what is not there', async () => {
    await expect(getStream(nobody, { movie_id: 'phim' })).rejects.toMatchObject({ kind: 'unauthenticated' })
    for (const movie_id of ['khong-co', randomUUID()]) {
      await expect(getStream(await viewer(), { movie_id })).rejects.toMatchObject({ kind: 'not-found' })
    }
  })
})

describe('an operator’s link', () => {
  it('opens until its end or until it is taken back, and only staff may', async () => {
    const { id } = await createOperatorLink(admin, { assetId: film.assetId, hours: 2 })
    expect(await linkSecondsLeft(id)).toBeGreaterThan(7100)
    expect(await linkSecondsLeft(randomUUID())).toBe(0)
    for (const context of [await viewer(), nobody]) {
      await expect(revokeOperatorLink(context, { id })).rejects.toThrow()
      await expect(listOperatorLinks(context)).rejects.toThrow()
    }
    await revokeOperatorLink(admin, { id })
    expect(await linkSecondsLeft(id)).toBe(0)
    await expect(revokeOperatorLink(admin, { id })).rejects.toMatchObject({ code: 'link.not-found' })
    expect(await listOperatorLinks(admin)).toContainEqual(expect.objectContaining({ id }))
  })

  it('is absolute and in the audit log', async () => {
    const link = await createOperatorLink(admin, { assetId: film.assetId })
    expect(link.hls).toMatch(/^http.*\/l\/.*master\.m3u8$/)
    const entries = await database()
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, film.assetId))
    expect(entries.at(-1)).toMatchObject({ action: 'playback.link-created' })
  })

  it('is not for viewers', async () => {
    await expect(createOperatorLink(await viewer(), { assetId: film.assetId })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})
