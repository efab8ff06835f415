import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, expect, test } from 'vitest'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { closeRedis, queueRedis } from '#server/platform/redis/redis.ts'
import { startWorker, type RunningWorker } from './start-worker.ts'
import {
  enqueueSample,
  quickTimings,
  readEffects,
  readRun,
  sampleRegistry,
  untilRun,
} from './testing/sample-jobs.ts'

const children: ChildProcess[] = []
const workers: RunningWorker[] = []

function startProcess(): ChildProcess {
  const file = fileURLToPath(new URL('testing/sample-worker.ts', import.meta.url))
  const child = spawn(process.execPath, [file], { stdio: 'inherit' })
  children.push(child)
  return child
}

async function startHere(): Promise<RunningWorker> {
  const worker = await startWorker({
    registry: sampleRegistry,
    subscriptions: [],
    queues: [{ name: 'maintenance', concurrency: 2 }],
    port: 1,
    timings: quickTimings,
  })
  workers.push(worker)
  return worker
}

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop(5000)))
  const exits = children
    .splice(0)
    .filter((child) => child.exitCode === null && child.signalCode === null)
    .map(async (child) => {
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    })
  await Promise.all(exits)
})

afterAll(async () => {
  await closePostgres()
  await closeRedis()
})

test('when a worker process is killed in mid-run, another finishes the run once', async () => {
  const child = startProcess()
  const runId = await enqueueSample({ workMs: 6000 })
  await untilRun(runId, ['active'])
  await expect
    .poll(async () => (await readRun(runId)).progress, { timeout: 10_000 })
    .toMatchObject({ stage: 'working' })
  child.kill('SIGKILL')
  await once(child, 'exit')
  await startHere()
  const run = await untilRun(runId, ['completed'], 20_000)
  expect(run).toMatchObject({ attempt: 2, fencingToken: 2 })
  expect(await readEffects(runId)).toEqual([{ attempt: 2, pid: process.pid }])
})

test('a worker that hung and comes back too late can write nothing', async () => {
  const child = startProcess()
  const runId = await enqueueSample({ workMs: 1500 })
  await untilRun(runId, ['active'])
  child.kill('SIGSTOP')
  await startHere()
  const run = await untilRun(runId, ['completed'], 20_000)
  const finished = await readRun(runId)
  child.kill('SIGCONT')
  await sleep(3000)
  expect(run.fencingToken).toBe(2)
  expect(await readRun(runId)).toEqual(finished)
  expect(await readEffects(runId)).toEqual([{ attempt: 2, pid: process.pid }])
})

test('a run whose worker dies on every attempt is dead, and says so', async () => {
  const runId = await enqueueSample({ workMs: 15_000 })
  for (let attempt = 1; attempt <= 3; attempt++) {
    const child = startProcess()
    await expect.poll(async () => (await readRun(runId)).fencingToken, { timeout: 25_000 }).toBe(attempt)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await startHere()
  const run = await untilRun(runId, ['dead'], 15_000)
  expect(run).toMatchObject({ attempt: 3, error: { code: 'job.worker-lost' } })
}, 120_000)

test('runs survive a Redis that forgets everything', async () => {
  const waiting = await Promise.all([1, 2, 3].map(() => enqueueSample({ workMs: 200 })))
  const worker = await startHere()
  const active = await enqueueSample({ workMs: 2000 })
  await untilRun(active, ['active'])
  await queueRedis().flushdb()
  const later = await enqueueSample({})
  for (const runId of [...waiting, active, later]) {
    await untilRun(runId, ['completed'], 20_000)
    expect(await readEffects(runId)).toHaveLength(1)
  }
  expect(worker.id).not.toBe('')
})
