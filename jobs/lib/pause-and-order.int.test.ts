import { setTimeout as sleep } from 'node:timers/promises'
import { eq, inArray } from 'drizzle-orm'
import { afterAll, afterEach, expect, test } from 'vitest'
import { auditEntries, outbox } from '#db/postgres/schema/index.ts'
import { createContext, type Context } from '#server/platform/context/context.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import {
  getQueueOverview,
  listJobRuns,
  pauseQueue,
  reprioritiseJobRun,
  resumeQueue,
} from '#server/platform/queues/index.ts'
import { closeRedis, queueRedis } from '#server/platform/redis/redis.ts'
import { startWorker, type RunningWorker } from './start-worker.ts'
import {
  effects,
  enqueueSample,
  quickTimings,
  readRun,
  sampleRegistry,
  untilRun,
} from './testing/sample-jobs.ts'

const accountId = '01a1fcde-d351-7165-99cc-061a615a6b76'
const admin = () => createContext({ kind: 'account', accountId, role: 'admin' })
const viewer = () => createContext({ kind: 'account', accountId, role: 'viewer' })
const queue = 'maintenance'
const workers: RunningWorker[] = []

async function start(): Promise<RunningWorker> {
  const worker = await startWorker({
    registry: sampleRegistry,
    subscriptions: [],
    queues: [{ name: queue, concurrency: 1 }],
    port: 1,
    timings: quickTimings,
  })
  workers.push(worker)
  return worker
}

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop(5000)))
  await resumeQueue(admin(), { queue })
})

afterAll(async () => {
  await closePostgres()
  await closeRedis()
})

const pausedNow = async () =>
  (await getQueueOverview(admin())).queues.find((each) => each.queue === queue)?.paused ?? null

/** Waits until Redis holds a delivery of the run. */
const untilDelivered = async (runId: string) => {
  await expect.poll(async () => (await readRun(runId)).dispatchedAt, { timeout: 5000 }).not.toBeNull()
  const { delivery } = await readRun(runId)
  await expect.poll(() => queueRedis().exists(`{marquee}:${queue}:${runId}-${delivery}`)).toBe(1)
}

const startsOf = (prefix: string) =>
  effects.filter((effect) => effect.startsWith(prefix) && effect.endsWith(':start:1'))

test('a paused queue lets what runs go on and takes nothing, not even what Redis holds already', async () => {
  await start()
  const busy = await enqueueSample({ tag: 'pause-busy', workMs: 4000 })
  await untilRun(busy, ['active'])
  const waiting = await enqueueSample({ tag: 'pause-waiting' })
  await untilDelivered(waiting)
  expect(await pauseQueue(admin(), { queue })).toEqual({ queue, paused: true })
  expect(await pauseQueue(admin(), { queue })).toEqual({ queue, paused: true })
  expect(await pausedNow()).toMatchObject({ by: `account:${accountId}` })
  const later = await enqueueSample({ tag: 'pause-later' })
  expect(await untilRun(busy, ['completed'])).toMatchObject({ attempt: 1 })
  await sleep(1500)
  for (const runId of [waiting, later]) {
    expect(await readRun(runId)).toMatchObject({ state: 'queued', attempt: 0, dispatchedAt: null })
  }
  await resumeQueue(admin(), { queue })
  await untilRun(later, ['completed'])
  expect(startsOf('pause-')).toEqual(['pause-busy:start:1', 'pause-waiting:start:1', 'pause-later:start:1'])
  expect(await pausedNow()).toBeNull()
})

test('a worker that starts while the queue is paused takes nothing until it is resumed', async () => {
  await pauseQueue(admin(), { queue })
  const runId = await enqueueSample({ tag: 'restart' })
  const first = await start()
  await sleep(800)
  await first.stop(3000)
  await start()
  await sleep(800)
  expect(await readRun(runId)).toMatchObject({ state: 'queued', attempt: 0 })
  await resumeQueue(admin(), { queue })
  expect(await untilRun(runId, ['completed'])).toMatchObject({ attempt: 1 })
})

test('what waits can be moved, though Redis holds it already, and is taken in that order', async () => {
  await start()
  const busy = await enqueueSample({ tag: 'order-busy', workMs: 6000 })
  await untilRun(busy, ['active'])
  const ids: string[] = []
  for (const tag of ['a', 'b', 'c', 'd']) ids.push(await enqueueSample({ tag: `order-${tag}` }))
  const [, b = '', c = '', d = ''] = ids
  await untilDelivered(d)
  expect(await reprioritiseJobRun(admin(), { runId: d, move: 'first' })).toMatchObject({ position: 1 })
  expect(await reprioritiseJobRun(admin(), { runId: c, move: 'up' })).toMatchObject({ position: 3 })
  expect(await reprioritiseJobRun(admin(), { runId: c, move: 'down' })).toMatchObject({ position: 4 })
  expect(await reprioritiseJobRun(admin(), { runId: b, move: 'up' })).toMatchObject({ position: 2 })
  const page = await listJobRuns(admin(), { states: ['queued'], queue })
  expect(page.runs.map((run) => run.position)).toEqual([1, 2, 3, 4])
  await Promise.all(ids.map((runId) => untilRun(runId, ['completed'])))
  expect(startsOf('order-')).toEqual(['busy', 'd', 'b', 'a', 'c'].map((tag) => `order-${tag}:start:1`))
  await expect(reprioritiseJobRun(admin(), { runId: d, move: 'up' })).rejects.toMatchObject({
    code: 'job-run.not-waiting',
  })
})

test('each change is in the audit log and announced, one that changes nothing is not', async () => {
  const actions = ['queue.pause', 'queue.resume']
  const before = await audited(actions)
  await pauseQueue(admin(), { queue })
  await pauseQueue(admin(), { queue })
  await resumeQueue(admin(), { queue })
  await resumeQueue(admin(), { queue })
  expect(
    (await audited(actions)).slice(before.length).map((entry) => [entry.action, entry.subjectId]),
  ).toEqual([
    ['queue.pause', queue],
    ['queue.resume', queue],
  ])
  expect(await audited(['job.reprioritise'])).toHaveLength(4)
  const events = await database().select().from(outbox).where(eq(outbox.type, 'queue.paused'))
  expect(events.at(-1)?.payload).toEqual({ queue })
})

const audited = (actions: string[]) =>
  database()
    .select()
    .from(auditEntries)
    .where(inArray(auditEntries.action, actions))
    .orderBy(auditEntries.at, auditEntries.id)

test('refuses the wrong actor and a queue that is none', async () => {
  const runId = await enqueueSample({}, { delayMs: 600_000 })
  const verbs: ((context: Context) => Promise<unknown>)[] = [
    (context) => pauseQueue(context, { queue }),
    (context) => resumeQueue(context, { queue }),
    (context) => reprioritiseJobRun(context, { runId, move: 'first' }),
  ]
  for (const verb of verbs) {
    await expect(verb(viewer())).rejects.toMatchObject({ code: 'auth.forbidden' })
    await expect(verb(createContext({ kind: 'anonymous' }))).rejects.toMatchObject({
      kind: 'unauthenticated',
    })
  }
  await expect(pauseQueue(admin(), { queue: 'films' as never })).rejects.toMatchObject({
    code: 'input.invalid',
  })
  // Its time has not come: there is no line to move it in.
  await expect(reprioritiseJobRun(admin(), { runId, move: 'first' })).rejects.toMatchObject({
    code: 'job-run.not-waiting',
  })
})
