import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemContext } from '#server/platform/context/context.ts'
import { closePostgres, inTransaction } from '#server/platform/postgres/postgres.ts'
import { enqueue } from '#server/platform/queues/enqueue.ts'
import { closeRedis, queueRedis } from '#server/platform/redis/redis.ts'
import { startWorker, type RunningWorker } from './start-worker.ts'
import {
  effects,
  enqueueSample,
  quickTimings,
  readRun,
  sampleJob,
  sampleRegistry,
  untilRun,
} from './testing/sample-jobs.ts'

let worker: RunningWorker

const start = () =>
  startWorker({
    registry: sampleRegistry,
    subscriptions: [],
    queues: [{ name: 'maintenance', concurrency: 4 }],
    port: 1,
    timings: quickTimings,
  })

beforeAll(async () => {
  worker = await start()
})

afterAll(async () => {
  await worker.stop(5000)
  await closePostgres()
  await closeRedis()
})

test('a run goes from its commit to completed', async () => {
  const run = await untilRun(await enqueueSample({ tag: 'plain' }), ['completed'])
  expect(run).toMatchObject({ attempt: 1, fencingToken: 1, workerId: null })
  expect(effects.filter((effect) => effect.startsWith('plain'))).toEqual(['plain:start:1', 'plain:effect:1'])
})

test('what a rolled back transaction enqueued never runs', async () => {
  const rolledBack = inTransaction(async (tx) => {
    await enqueue(tx, systemContext('test'), sampleJob, { tag: 'rolled-back' })
    throw new Error('roll back')
  })
  await expect(rolledBack).rejects.toThrow('roll back')
  await sleep(800)
  expect(effects.filter((effect) => effect.startsWith('rolled-back'))).toEqual([])
})

test('a second enqueue with the key of an open run gives that run', async () => {
  const [first, second] = await Promise.all([
    enqueueSample({ tag: 'once', workMs: 300 }, { dedupeKey: 'once' }),
    enqueueSample({ tag: 'once', workMs: 300 }, { dedupeKey: 'once' }),
  ])
  expect(second).toBe(first)
  await untilRun(first, ['completed'])
  expect(effects.filter((effect) => effect === 'once:effect:1')).toHaveLength(1)
})

test('a passing failure is tried again after a wait, and the run completes', async () => {
  const runId = await enqueueSample({ tag: 'twice', failures: 2 })
  const run = await untilRun(runId, ['completed'])
  expect(run.attempt).toBe(3)
  expect(effects.filter((effect) => effect.startsWith('twice:start'))).toHaveLength(3)
})

test('a run that has used its attempts is dead, with the reason and a dead letter', async () => {
  const runId = await enqueueSample({ tag: 'never', failures: 9 })
  const run = await untilRun(runId, ['dead'])
  expect(run).toMatchObject({ attempt: 3, error: { code: 'internal', message: 'failure 3' } })
  await expect.poll(() => queueRedis().exists(`{marquee}:maintenance-dead:${runId}`)).toBe(1)
})

test('what can not be retried is dead at once', async () => {
  const run = await untilRun(await enqueueSample({ tag: 'refused', refuse: true }), ['dead'])
  expect(run).toMatchObject({ attempt: 1, error: { code: 'sample.refused', params: { tag: 'refused' } } })
})

test('a run without progress is stopped and tried again', async () => {
  const runId = await enqueueSample({ tag: 'idle', idle: true })
  await expect
    .poll(() => readRun(runId), { timeout: 20_000 })
    .toMatchObject({ attempt: 2, error: { code: 'job.stuck' } })
})

test('a worker that stops gives its run back untried, and another finishes it', async () => {
  const runId = await enqueueSample({ tag: 'handed-over', workMs: 3000 })
  await untilRun(runId, ['active'])
  const old = worker
  worker = await start()
  await old.stop(5000)
  const run = await untilRun(runId, ['completed'])
  // Taken twice, tried once: the first worker gave it back instead of ending it.
  expect(run).toMatchObject({ attempt: 1, fencingToken: 2 })
})

test('a handler deaf to its signal is left behind and can not write', async () => {
  const runId = await enqueueSample({ tag: 'deaf', workMs: 3000, deaf: true })
  await untilRun(runId, ['active'])
  const old = worker
  worker = await start()
  await old.stop(3000)
  const run = await untilRun(runId, ['completed'])
  // The one left behind began earlier with as much to do: it has come to its end too.
  expect(run.fencingToken).toBe(2)
  expect(effects.filter((effect) => effect.startsWith('deaf:effect'))).toHaveLength(1)
})
