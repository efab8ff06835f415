import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { moveClock } from '#server/platform/clock/testing.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import { defineJob } from '#server/platform/queues/define-job.ts'
import { buildRegistry, handle } from './define-handler.ts'
import { enqueueScheduled } from './enqueue-scheduled.ts'

afterAll(closePostgres)

const hourMs = 60 * 60 * 1000
const sweepJob = defineJob({
  name: 'sweep-sample',
  queue: 'maintenance',
  schema: z.object({}),
  attempts: 1,
  backoff: { delayMs: 1, maxDelayMs: 1 },
  timeoutMs: 1000,
  everyMs: hourMs,
})
const registry = buildRegistry([sweepJob], [handle(sweepJob, async () => {})])
const runs = () => database().select().from(jobRuns).where(eq(jobRuns.name, sweepJob.name))

test('a job that comes round is enqueued once each time, however many workers look', async () => {
  await Promise.all([1, 2, 3].map(() => enqueueScheduled(registry)))
  expect(await runs()).toHaveLength(1)
  await database().update(jobRuns).set({ state: 'completed' })
  await enqueueScheduled(registry)
  expect(await runs()).toHaveLength(1)
  await moveClock(hourMs + 1000)
  await Promise.all([1, 2].map(() => enqueueScheduled(registry)))
  expect(await runs()).toHaveLength(2)
  // One that waits still, as in a paused queue, is enough.
  await moveClock(3 * hourMs)
  await enqueueScheduled(registry)
  expect(await runs()).toHaveLength(2)
})

test('a clock that is set back stops nothing', async () => {
  await database().delete(jobRuns)
  await moveClock(33 * 24 * hourMs)
  await enqueueScheduled(registry)
  await database().update(jobRuns).set({ state: 'completed' })
  await moveClock(0)
  await enqueueScheduled(registry)
  expect(await runs()).toHaveLength(2)
})
