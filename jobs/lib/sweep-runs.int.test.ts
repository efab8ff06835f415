import { afterAll, expect, test } from 'vitest'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { now } from '#server/platform/clock/clock.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import { jobStates, type JobState } from '#server/platform/queues/schemas.ts'
import { sweepRuns } from './sweep-runs.ts'

afterAll(closePostgres)

const daysAgo = (days: number) => new Date(now().getTime() - days * 24 * 60 * 60 * 1000)

function runOf(state: JobState, days: number) {
  const at = daysAgo(days)
  const ended = !['queued', 'active', 'retrying'].includes(state)
  return {
    name: `${state} ${days}`,
    queue: 'maintenance',
    payload: {},
    state,
    maxAttempts: 1,
    createdAt: at,
    availableAt: at,
    finishedAt: ended ? at : null,
  }
}

test('runs that ended more than 30 days ago go; open and dead ones stay', async () => {
  const runs = jobStates.flatMap((state) => [runOf(state, 29), runOf(state, 31)])
  await database().insert(jobRuns).values(runs)
  expect(await sweepRuns()).toBe(3)
  const left = await database().select({ name: jobRuns.name }).from(jobRuns)
  const gone = ['completed 31', 'cancelled 31', 'discarded 31']
  expect(left.map(({ name }) => name).sort()).toEqual(
    runs
      .map(({ name }) => name)
      .filter((name) => !gone.includes(name))
      .sort(),
  )
  expect(await sweepRuns()).toBe(0)
})
