import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEntries, outbox } from '#db/postgres/schema/index.ts'
import { createContext, type Context } from '#server/platform/context/context.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import { closeRedis, queueRedis } from '#server/platform/redis/redis.ts'
import { startWorker, type RunningWorker } from './start-worker.ts'
import {
  effects,
  enqueueSample,
  quickTimings,
  readEffects,
  readRun,
  sampleRegistry,
  untilRun,
} from './testing/sample-jobs.ts'
import {
  cancelJobRun,
  discardJobRun,
  getQueueOverview,
  listJobRuns,
  replayJobRun,
} from '#server/platform/queues/index.ts'

const accountId = '01a1fcde-d351-7165-99cc-061a615a6b76'
const admin = () => createContext({ kind: 'account', accountId, role: 'admin' })
const viewer = () => createContext({ kind: 'account', accountId, role: 'viewer' })

let worker: RunningWorker

beforeAll(async () => {
  worker = await startWorker({
    registry: sampleRegistry,
    subscriptions: [],
    queues: [{ name: 'maintenance', concurrency: 1 }],
    port: 9999,
    timings: quickTimings,
  })
})

afterAll(async () => {
  await worker.stop(5000)
  await closePostgres()
  await closeRedis()
})

test('cancel stops a working run within two seconds and it writes nothing', async () => {
  const runId = await enqueueSample({ workMs: 15_000 })
  await untilRun(runId, ['active'])
  const askedAt = Date.now()
  expect(await cancelJobRun(admin(), { runId })).toMatchObject({ state: 'active', cancelRequested: true })
  await untilRun(runId, ['cancelled'])
  expect(Date.now() - askedAt).toBeLessThan(2000)
  expect(await readEffects(runId)).toEqual([])
  const events = await database().select().from(outbox).where(eq(outbox.type, 'job-run.cancelled'))
  expect(events).toHaveLength(1)
  const audit = await database().select().from(auditEntries).where(eq(auditEntries.action, 'job.cancel'))
  expect(audit).toMatchObject([{ actor: `account:${accountId}`, subjectId: runId }])
})

test('cancel ends a waiting run at once, and replay starts it again', async () => {
  const runId = await enqueueSample({ tag: 'later' }, { delayMs: 60_000 })
  expect(await cancelJobRun(admin(), { runId })).toMatchObject({ state: 'cancelled' })
  await replayJobRun(admin(), { runId })
  expect(await untilRun(runId, ['completed'])).toMatchObject({ attempt: 1, cancelRequestedAt: null })
  await expect(cancelJobRun(admin(), { runId })).rejects.toMatchObject({ code: 'job-run.ended' })
  await expect(replayJobRun(admin(), { runId })).rejects.toMatchObject({ code: 'job-run.not-replayable' })
})

test('a dead run is replayed with all its attempts, or discarded', async () => {
  const runId = await enqueueSample({ tag: 'dies', failures: 9 })
  await untilRun(runId, ['dead'])
  const letter = `{marquee}:maintenance-dead:${runId}`
  await expect.poll(() => queueRedis().exists(letter)).toBe(1)
  await replayJobRun(admin(), { runId })
  await expect.poll(async () => (await readRun(runId)).fencingToken, { timeout: 10_000 }).toBe(6)
  await untilRun(runId, ['dead'])
  expect(effects.filter((effect) => effect === 'dies:start:3')).toHaveLength(2)
  await discardJobRun(admin(), { runId })
  await expect.poll(() => queueRedis().exists(letter), { timeout: 5000 }).toBe(0)
  await expect(discardJobRun(admin(), { runId })).rejects.toMatchObject({ code: 'job-run.not-dead' })
})

test('replay is refused while the same work is open in another run', async () => {
  const first = await enqueueSample({}, { dedupeKey: 'same', delayMs: 60_000 })
  await cancelJobRun(admin(), { runId: first })
  const second = await enqueueSample({}, { dedupeKey: 'same', delayMs: 60_000 })
  await expect(replayJobRun(admin(), { runId: first })).rejects.toMatchObject({
    code: 'job-run.already-open',
  })
  await cancelJobRun(admin(), { runId: second })
})

test('waiting runs have places, a higher priority goes first, and the overview shows who works', async () => {
  const busy = await enqueueSample({ tag: 'busy', workMs: 2500 })
  await untilRun(busy, ['active'])
  const waiting: string[] = []
  for (const tag of ['a', 'b']) waiting.push(await enqueueSample({ tag: `place-${tag}` }))
  waiting.push(await enqueueSample({ tag: 'place-c' }, { priority: 5 }))
  const [a = '', b = '', c = ''] = waiting
  const overview = await getQueueOverview(admin())
  expect(overview.queues.find((each) => each.queue === 'maintenance')).toMatchObject({
    active: 1,
    waiting: 3,
    slots: 1,
  })
  expect(overview.workers).toMatchObject([{ id: worker.id, port: 9999, running: [{ id: busy }] }])
  const page = await listJobRuns(admin(), { states: ['active', 'queued'], queue: 'maintenance' })
  expect(page.runs.map((run) => [run.id, run.position])).toEqual([
    [busy, null],
    [c, 1],
    [a, 2],
    [b, 3],
  ])
  await Promise.all([a, b, c].map((runId) => untilRun(runId, ['completed'])))
  const started = effects.filter((effect) => effect.startsWith('place-') && effect.includes(':start'))
  expect(started).toEqual(['place-c:start:1', 'place-a:start:1', 'place-b:start:1'])
})

test('runs are listed by subject, in pages', async () => {
  const subject = { type: 'version', id: 'v1' }
  for (let each = 0; each < 3; each++) await enqueueSample({}, { subject, delayMs: 600_000 })
  const page = await listJobRuns(admin(), { subject, page: 2, pageSize: 2 })
  expect(page).toMatchObject({ total: 3, page: 2, runs: [{ subject }] })
})

test('bad input is refused', async () => {
  await expect(cancelJobRun(admin(), { runId: 'no' })).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(listJobRuns(admin(), { pageSize: 5000 })).rejects.toMatchObject({ code: 'input.invalid' })
  const runId = '01a1fcde-d351-7165-99cc-061a615a6b77'
  await expect(cancelJobRun(admin(), { runId })).rejects.toMatchObject({ code: 'job-run.not-found' })
})

test('refuses the wrong actor', async () => {
  const runId = await enqueueSample({}, { delayMs: 600_000 })
  const verbs: ((context: Context) => Promise<unknown>)[] = [
    (context) => listJobRuns(context),
    (context) => getQueueOverview(context),
    (context) => cancelJobRun(context, { runId }),
    (context) => replayJobRun(context, { runId }),
    (context) => discardJobRun(context, { runId }),
  ]
  for (const verb of verbs) {
    await expect(verb(viewer())).rejects.toMatchObject({ code: 'auth.forbidden' })
    await expect(verb(createContext({ kind: 'anonymous' }))).rejects.toMatchObject({
      kind: 'unauthenticated',
    })
  }
  expect((await readRun(runId)).state).toBe('queued')
})
