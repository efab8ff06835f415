import { setImmediate as immediate } from 'node:timers/promises'
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
    // For about half a second, a call at each turn of the loop.
    const from = performance.now()
    let calls = 0
    for (; calls < 200 || performance.now() - from < 500; calls++) {
      wakeListeners('marquee_sample')
      await immediate()
    }
    await vi.waitFor(() => expect(work.mock.calls.length).toBeGreaterThan(before), { timeout: 20_000 })
    expect(work.mock.calls.length - before).toBeLessThan(calls / 10)
  } finally {
    await worker.stop(5000)
  }
})
