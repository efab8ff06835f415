import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { ensureIndexes } from '#db/mongo/migrate.ts'
import { watchingCollection, type WatchingDocument } from '#db/mongo/profiles.ts'
import { createContext, type Context } from '../../platform/context/context.ts'
import { closeMongo, documents } from '../../platform/mongo/mongo.ts'
import { closeRedis, queueRedis } from '../../platform/redis/redis.ts'
import {
  flushDueProgress,
  listPositions,
  removeFromContinueWatching,
  listWatching,
  reportProgress,
} from './index.ts'

type Told = Partial<{ accountId: string; at: number; stopped: boolean }>
const start = Date.now()

const film = () => ({ assetId: randomUUID(), titleId: randomUUID(), episodeId: null, durationMs: 3_600_000 })

function contextAt(accountId: string, at = 0): Context {
  const context = createContext({ kind: 'account', accountId, role: 'viewer' })
  return { ...context, now: new Date(start + at) }
}

function playerOf(watched: ReturnType<typeof film>, accountId: string) {
  const session = randomUUID()
  let sequence = 0
  return (positionMs: number, { at = 0, stopped = false }: Told = {}) =>
    reportProgress(contextAt(accountId, at), {
      ...watched,
      session,
      sequence: ++sequence,
      positionMs,
      stopped,
    })
}

function documentOf(accountId: string, assetId: string): Promise<WatchingDocument | null> {
  return documents()
    .collection<WatchingDocument>(watchingCollection)
    .findOne({ _id: `${accountId}/${assetId}` })
}

beforeAll(() => ensureIndexes(documents()))
beforeEach(async () => {
  const keys = await queueRedis().keys('marquee:progress:*')
  if (keys.length > 0) await queueRedis().del(...keys)
})
afterAll(() => Promise.all([closeMongo(), closeRedis()]))

it('tells the newest report before it is in the documents', async () => {
  const [accountId, watched] = [randomUUID(), film()]
  const report = playerOf(watched, accountId)
  expect(await report(600_000)).toEqual({ kept: true })
  expect(await documentOf(accountId, watched.assetId)).toBeNull()
  expect(await listPositions(contextAt(accountId), { titleId: watched.titleId })).toMatchObject([
    { positionMs: 600_000, version: 1 },
  ])
})

const dueAt = async (profileId: string) =>
  Number(await queueRedis().zscore('marquee:progress:due', profileId))

it('writes a playing profile once in a minute, and a stop at once', async () => {
  const [accountId, watched] = [randomUUID(), film()]
  const report = playerOf(watched, accountId)
  await report(600_000)
  expect(await flushDueProgress()).toEqual({ documents: 1 })
  // A minute is counted from the write, which the clock of this test can't move: all of these come within it.
  await report(605_000, { at: 5000 })
  const due = await dueAt(accountId)
  expect(due).toBeGreaterThan(Date.now() + 50_000)
  expect(due).toBeLessThan(Date.now() + 76_000)
  for (let each = 2; each <= 11; each++) {
    await report(600_000 + each * 5000, { at: each * 5000 })
    expect(await flushDueProgress()).toEqual({ documents: 0 })
  }
  expect(await dueAt(accountId)).toBe(due)
  expect(await documentOf(accountId, watched.assetId)).toMatchObject({ positionMs: 600_000, version: 1 })
  await report(657_000, { stopped: true })
  expect(await flushDueProgress()).toEqual({ documents: 1 })
  expect(await documentOf(accountId, watched.assetId)).toMatchObject({ positionMs: 657_000, version: 2 })
  expect(await flushDueProgress()).toEqual({ documents: 0 })
})

it('refuses what is older, by what is pending and by what has been written', async () => {
  const [accountId, watched] = [randomUUID(), film()]
  const [sofa, phone] = [playerOf(watched, accountId), playerOf(watched, accountId)]
  await sofa(600_000, { at: -60_000 })
  expect(await phone(10_000, { at: -90_000 })).toEqual({ kept: false })
  expect(await flushDueProgress()).toEqual({ documents: 1 })
  await queueRedis().del(`marquee:progress:${accountId}`)
  expect(await phone(10_000, { at: -90_000 })).toEqual({ kept: false })
  expect(await phone(10_000)).toEqual({ kept: true })
})

it('a flush that died over a profile leaves it due, and doing it twice changes nothing', async () => {
  const [accountId, watched] = [randomUUID(), film()]
  await playerOf(watched, accountId)(600_000)
  const [first, second] = await Promise.all([flushDueProgress(), flushDueProgress()])
  expect(first.documents + second.documents).toBe(1)
  // As a flush leaves it that claimed the profile and died: due again when its lease ends.
  await playerOf(watched, accountId)(700_000, { at: 1000, stopped: true })
  await queueRedis().zadd('marquee:progress:due', Date.now() + 30_000, accountId)
  expect(await flushDueProgress()).toEqual({ documents: 0 })
  await queueRedis().zadd('marquee:progress:due', Date.now() - 1, accountId)
  expect(await flushDueProgress()).toEqual({ documents: 1 })
  expect(await documentOf(accountId, watched.assetId)).toMatchObject({ positionMs: 700_000 })
})

it('what is taken off Continue Watching stays off when the last report before it is written', async () => {
  const [accountId, watched] = [randomUUID(), film()]
  const report = playerOf(watched, accountId)
  await report(600_000)
  await removeFromContinueWatching(contextAt(accountId), { titleId: watched.titleId })
  await flushDueProgress()
  expect(await listWatching(contextAt(accountId))).toEqual([])
  await report(610_000)
  expect(await listWatching(contextAt(accountId))).toMatchObject([{ positionMs: 610_000 }])
})

it('a report that was accepted outlives the kill of the process that took it', async () => {
  const [accountId, watched] = [randomUUID(), film()]
  const input = { ...watched, session: randomUUID(), sequence: 1, positionMs: 600_000 }
  const taking = `
    const { reportProgress } = await import('#server/domains/profiles/index.ts')
    const { createContext } = await import('#server/platform/context/context.ts')
    const context = createContext({ kind: 'account', accountId: '${accountId}', role: 'viewer' })
    const { kept } = await reportProgress(context, ${JSON.stringify(input)})
    process.stdout.write(kept ? 'kept' : 'older')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', taking], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [answer] = (await once(child.stdout, 'data')) as [Buffer]
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(answer.toString()).toBe('kept')
  await flushDueProgress()
  expect(await documentOf(accountId, watched.assetId)).toMatchObject({ positionMs: 600_000 })
})
