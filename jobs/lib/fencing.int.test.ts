import { eq } from 'drizzle-orm'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
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
  const write = writeFenced(first, async () => {
    await sleep(300)
    order.push('written')
  })
  await sleep(50)
  const second = take(delivered, 'second').then(() => order.push('taken'))
  await Promise.all([write, second])
  expect(order).toEqual(['written', 'taken'])
  expect((await readRun(runId)).workerId).toBe('second')
})
