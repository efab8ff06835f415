import { afterAll, expect, test, vi } from 'vitest'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { wakeListeners } from '#server/platform/postgres/wake-listeners.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { startWorker } from './start-worker.ts'
import { quickTimings, sampleRegistry } from './testing/sample-jobs.ts'

afterAll(async () => {
  await closePostgres()
  await closeRedis()
})

test('housekeeping that a channel wakes does not wait for its time, and many calls wake it few times', async () => {
  const work = vi.fn(async () => {})
  const everyMs = 60 * 60 * 1000
  const worker = await startWorker({
    registry: sampleRegistry,
    subscriptions: [],
    queues: [{ name: 'maintenance', concurrency: 1 }],
    port: 1,
    timings: quickTimings,
    housekeeping: [{ name: 'sample', everyMs, wokenBy: 'marquee_sample', work }],
  })
  try {
    // Once at the start, and once more since what was said before listening began was not heard.
    await vi.waitFor(() => expect(work.mock.calls.length).toBeGreaterThanOrEqual(2), { timeout: 20_000 })
    const before = work.mock.calls.length
    for (let call = 0; call < 1000; call++) wakeListeners('marquee_sample')
    await vi.waitFor(() => expect(work.mock.calls.length).toBeGreaterThan(before), { timeout: 20_000 })
    expect(work.mock.calls.length).toBeLessThan(before + 10)
  } finally {
    await worker.stop(5000)
  }
})
