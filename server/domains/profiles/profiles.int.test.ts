import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureIndexes } from '#db/mongo/migrate.ts'
import { createContext, systemContext, type Context } from '../../platform/context/context.ts'
import { closeMongo, documents } from '../../platform/mongo/mongo.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import {
  addToWatchlist,
  chooseTracks,
  getTrackChoice,
  listPositions,
  listWatching,
  listWatchlist,
  removeFromContinueWatching,
  removeFromWatchlist,
  reportProgress,
  restoreToContinueWatching,
  resumePosition,
} from './index.ts'

const viewer = (accountId: string = randomUUID()): Context =>
  createContext({ kind: 'account', accountId, role: 'viewer' })
const nobody = createContext({ kind: 'anonymous' })
const film = () => ({
  assetId: randomUUID(),
  titleId: randomUUID(),
  episodeId: null,
  durationMs: 100_000,
  session: randomUUID(),
})

/** Where the profile goes on in this film, as the player is told. */
async function resumeOf(context: Context, { assetId, titleId }: ReturnType<typeof film>): Promise<number> {
  const positions = await listPositions(context, { titleId })
  return resumePosition(positions.find((position) => position.assetId === assetId) ?? null)
}

beforeAll(async () => {
  await ensureIndexes(documents())
  await ensureIndexes(documents())
})
afterAll(() => Promise.all([closeMongo(), closeRedis()]))

describe('progress', () => {
  it('is kept, overwritten by what is newer and given back as the place to resume', async () => {
    const context = viewer()
    const watched = film()
    await reportProgress(context, { ...watched, positionMs: 20_000, sequence: 1 })
    await reportProgress(context, { ...watched, positionMs: 30_000, sequence: 2 })
    expect(await resumeOf(context, watched)).toBe(30_000)
    const [position] = await listPositions(context, { titleId: watched.titleId })
    expect(position).toMatchObject({ positionMs: 30_000, finished: false, version: 1 })
  })

  it('of one player arriving out of order changes nothing', async () => {
    const context = viewer()
    const watched = film()
    await reportProgress(context, { ...watched, positionMs: 40_000, sequence: 7 })
    expect(await reportProgress(context, { ...watched, positionMs: 35_000, sequence: 6 })).toEqual({
      kept: false,
    })
    expect(await resumeOf(context, watched)).toBe(40_000)
  })

  it('measured earlier on another device changes nothing, a later one wins', async () => {
    const context = viewer()
    const watched = film()
    await reportProgress(context, { ...watched, positionMs: 40_000, sequence: 1 })
    const phone = { ...watched, session: randomUUID() }
    await reportProgress(context, { ...phone, positionMs: 10_000, sequence: 1, ageMs: 60_000 })
    expect(await resumeOf(context, watched)).toBe(40_000)
    await reportProgress(context, { ...phone, positionMs: 10_000, sequence: 2 })
    expect(await resumeOf(context, watched)).toBe(10_000)
  })

  it('near zero never overwrites', async () => {
    const context = viewer()
    const watched = film()
    await reportProgress(context, { ...watched, positionMs: 40_000, sequence: 1 })
    await reportProgress(context, { ...watched, positionMs: 4_999, sequence: 2 })
    expect(await resumeOf(context, watched)).toBe(40_000)
  })

  it('from 90 % on is finished and starts over', async () => {
    const context = viewer()
    const watched = film()
    await reportProgress(context, { ...watched, positionMs: 90_000, sequence: 1 })
    expect(await resumeOf(context, watched)).toBe(0)
    expect((await listPositions(context))[0]?.finished).toBe(true)
  })

  it('of twenty racing first reports ends with the newest in one document', async () => {
    const context = viewer()
    const watched = film()
    const reports = Array.from({ length: 20 }, (_, index) => index + 1)
    await Promise.all(
      reports.map((sequence) =>
        reportProgress(context, { ...watched, positionMs: 10_000 + sequence, sequence }),
      ),
    )
    const kept = await listPositions(context, { titleId: watched.titleId })
    expect(kept.map((position) => position.positionMs)).toEqual([10_020])
  })

  it('is one’s own, and nobody’s without signing in', async () => {
    const watched = film()
    await reportProgress(viewer(), { ...watched, positionMs: 40_000, sequence: 1 })
    expect(await resumeOf(viewer(), watched)).toBe(0)
    await expect(
      reportProgress(nobody, { ...watched, positionMs: 40_000, sequence: 1 }),
    ).rejects.toMatchObject({ kind: 'unauthenticated' })
  })

  it('refuses a position that is no number of milliseconds', async () => {
    const bad = { ...film(), positionMs: -1, sequence: 1 }
    await expect(reportProgress(viewer(), bad)).rejects.toMatchObject({ kind: 'invalid-input' })
  })
})

describe('continue watching', () => {
  it('shows the newest position of each title, can be removed, undone, and comes back by watching', async () => {
    const context = viewer()
    const first = film()
    const second = film()
    await reportProgress(context, { ...first, positionMs: 20_000, sequence: 1, ageMs: 9000 })
    const nextEpisode = { ...first, assetId: randomUUID(), session: randomUUID() }
    await reportProgress(context, { ...nextEpisode, positionMs: 30_000, sequence: 1, ageMs: 5000 })
    await reportProgress(context, { ...second, positionMs: 40_000, sequence: 1 })
    const shown = async () => (await listWatching(context)).map((entry) => entry.assetId)
    expect(await shown()).toEqual([second.assetId, nextEpisode.assetId])
    await removeFromContinueWatching(context, first)
    expect(await shown()).toEqual([second.assetId])
    await restoreToContinueWatching(context, first)
    expect(await shown()).toEqual([second.assetId, nextEpisode.assetId])
    await removeFromContinueWatching(context, second)
    await reportProgress(context, { ...second, positionMs: 45_000, sequence: 2 })
    expect(await shown()).toContain(second.assetId)
  })
})

describe('the watchlist', () => {
  it('keeps a title once, newest first, and lets it go', async () => {
    const context = viewer()
    const [one, two] = [film(), film()]
    await addToWatchlist({ ...context, now: new Date(Date.now() - 5000) }, { titleId: one.titleId })
    await addToWatchlist(context, two)
    await Promise.all([addToWatchlist(context, one), addToWatchlist(context, one)])
    const titles = async () => (await listWatchlist(context)).map((entry) => entry.titleId)
    expect(await titles()).toEqual([two.titleId, one.titleId])
    await removeFromWatchlist(context, two)
    expect(await titles()).toEqual([one.titleId])
    expect(await listWatchlist(viewer())).toEqual([])
    await expect(addToWatchlist(nobody, one)).rejects.toMatchObject({ kind: 'unauthenticated' })
  })
})

describe('the choice of tracks', () => {
  it('is remembered for a title', async () => {
    const context = viewer()
    const { titleId } = film()
    expect(await getTrackChoice(context, { titleId })).toEqual({ audio: null, subtitles: null })
    await chooseTracks(context, { titleId, audio: 'en', subtitles: 'off' })
    await chooseTracks(context, { titleId, audio: 'vi', subtitles: 'off' })
    expect(await getTrackChoice(context, { titleId })).toEqual({ audio: 'vi', subtitles: 'off' })
  })
})

describe('each verb refuses the wrong actor', () => {
  const titleId = randomUUID()
  const calls: [string, (context: Context) => Promise<unknown>][] = [
    ['addToWatchlist', (context) => addToWatchlist(context, { titleId })],
    ['chooseTracks', (context) => chooseTracks(context, { titleId, audio: 'vi', subtitles: null })],
    ['getTrackChoice', (context) => getTrackChoice(context, { titleId })],
    ['listPositions', (context) => listPositions(context)],
    ['listWatching', (context) => listWatching(context)],
    ['listWatchlist', (context) => listWatchlist(context)],
    ['removeFromContinueWatching', (context) => removeFromContinueWatching(context, { titleId })],
    ['removeFromWatchlist', (context) => removeFromWatchlist(context, { titleId })],
    ['restoreToContinueWatching', (context) => restoreToContinueWatching(context, { titleId })],
  ]

  // A process of ours has no profile either.
  it.each(calls)('%s', async (_name, call) => {
    for (const context of [nobody, systemContext('worker')])
      await expect(call(context)).rejects.toMatchObject({ kind: 'unauthenticated' })
  })
})
