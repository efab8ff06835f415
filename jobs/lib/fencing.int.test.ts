import { eq, sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import {
  claimDue,
  completeRun,
  saveProgress,
  takeRun,
  writeFenced,
  type Hold,
} from '#server/platform/queues/run-transitions.ts'
import { enqueueSample, readRun } from './testing/sample-jobs.ts'

afterAll(closePostgres)

async function take(delivered: { runId: string; delivery: number }, workerId: string): Promise<Hold> {
  const take = await takeRun(delivered, workerId)
  if (take.outcome !== 'taken') throw new Error(`The run was not taken: ${take.outcome}.`)
  return take.hold
}

test('once a second worker has the run, every write of the first is refused', async () => {
  const runId = await enqueueSample({})
  const [claimed] = await claimDue(10)
  const delivered = { runId, delivery: claimed?.delivery ?? 0 }
  const first = await take(delivered, 'first')
  await writeFenced(first, (tx) => tx.update(jobRuns).set({ priority: 1 }).where(eq(jobRuns.id, runId)))
  const second = await take(delivered, 'second')
  let worked = false
  const late = writeFenced(first, async () => {
    worked = true
  })
  await expect(late).rejects.toMatchObject({ code: 'job.lost-lock' })
  expect(worked).toBe(false)
  expect(await saveProgress(first, { stage: 'late', percent: 1 })).toBeNull()
  expect(await completeRun(first)).toBeNull()
  expect(await completeRun(second)).toMatchObject({ state: 'completed', fencingToken: 2 })
  expect(await takeRun(delivered, 'third')).toEqual({ outcome: 'stale' })
})

test('a run can not be taken while a fenced write is under way', async () => {
  const runId = await enqueueSample({})
  const [claimed] = await claimDue(10)
  const delivered = { runId, delivery: claimed?.delivery ?? 0 }
  const first = await take(delivered, 'first')
  const order: string[] = []
  const begun = Promise.withResolvers<void>()
  const write = writeFenced(first, async () => {
    begun.resolve()
    await untilOneWaits()
    order.push('written')
  })
  await begun.promise
  const second = take(delivered, 'second').then(() => order.push('taken'))
  await Promise.all([write, second])
  expect(order).toEqual(['written', 'taken'])
  expect((await readRun(runId)).workerId).toBe('second')
})

/** Until a statement of this test's own database waits for a lock. */
async function untilOneWaits(): Promise<void> {
  const waiting = sql`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  await expect
    .poll(async () => (await database().execute<{ count: number }>(waiting))[0]?.count, { timeout: 10_000 })
    .toBe(1)
}
