import { mkdtemp, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildRegistry } from '#jobs/lib/define-handler.ts'
import { startWorker, type RunningWorker } from '#jobs/lib/start-worker.ts'
import { quickTimings } from '#jobs/lib/testing/sample-jobs.ts'
import { handlers } from '#jobs/registry.ts'
import { subscriptions } from '#jobs/subscriptions.ts'
import { env } from '#server/platform/env/env.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { runHostile } from './support/hostile-run.ts'

let worker: RunningWorker
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(env().DATA_DIR, 'fuzz-'))
  worker = await startWorker({
    registry: buildRegistry([], handlers),
    subscriptions,
    queues: [
      { name: 'encode', concurrency: 3 },
      { name: 'maintenance', concurrency: 1 },
    ],
    port: 1,
    timings: quickTimings,
  })
})

afterAll(async () => {
  await worker.stop(5000)
  await closePostgres()
  await closeRedis()
  await rm(folder, { recursive: true, force: true })
})

test(
  'damaged films play or are refused for a reason, and nothing gets out or stays',
  { timeout: 300_000 },
  async () => {
    const { results, escapes } = await runHostile({ count: 24, seed: 1, lanes: 8, folder })
    expect(escapes).toBe(0)
    expect(results).toHaveLength(24)
    expect(results.filter(({ outcome }) => outcome === 'stuck' || outcome === 'unexpected')).toEqual([])
    await expect
      .poll(() => readdir(path.join(env().DATA_DIR, 'scratch', 'encode')).catch(() => []), {
        timeout: 15_000,
      })
      .toEqual([])
  },
)
