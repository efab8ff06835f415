import { setTimeout as sleep } from 'node:timers/promises'
import type { JobError } from '#db/postgres/schema/platform.ts'
import { log } from '#server/platform/log/log.ts'
import { announceRun } from '#server/platform/queues/announce-run.ts'
import type { JobDefinition } from '#server/platform/queues/define-job.ts'
import type { JobRunRow } from '#server/platform/queues/job-run-dto.ts'
import { getRun } from '#server/platform/queues/job-run.repository.ts'
import {
  cancelRun,
  completeRun,
  killRun,
  retryRun,
  returnRun,
  type Hold,
} from '#server/platform/queues/run-transitions.ts'
import { stopError, type StopReason } from './active-run.ts'
import { backoffMs, toJobError } from './job-failure.ts'

/** How a handler ended; `abandoned` went on after it was told to stop, a parked run waits and is nobody's now. */
export type RunEnd =
  { ended: 'done' } | { ended: 'parked' } | { ended: 'failed'; error: unknown } | { ended: 'abandoned' }

/** What became of a delivery. `returned` waits for another worker, `lost` is another worker's already. */
export type RunOutcome =
  'completed' | 'parked' | 'retrying' | 'dead' | 'cancelled' | 'returned' | 'lost' | 'stale'

export type Settlement = {
  run: JobRunRow
  hold: Hold
  end: RunEnd
  stopReason: StopReason | null
  backoff: JobDefinition['backoff']
}

/**
 * Decides what becomes of a run, and writes it. That it was told to stop counts for more than how the handler
 * ended: one that swallows the signal has done half its work. A restart of PostgreSQL is waited out, for the
 * work of hours hangs on this one row.
 */
export async function settleRun(settlement: Settlement): Promise<RunOutcome> {
  // Its row was written with what it waits for.
  if (settlement.end.ended === 'parked') return announceParked(settlement.run)
  const { outcome, row } = await waitOut(() => write(settlement))
  if (!row) {
    log().warn({ runId: settlement.run.id, job: settlement.run.name }, 'another worker has taken the run')
    return 'lost'
  }
  logEnd(row, outcome)
  await announceRun(row)
  return outcome
}

async function announceParked({ id, name }: JobRunRow): Promise<RunOutcome> {
  log().info({ runId: id, job: name }, 'job parked')
  await getRun(id).then(announceRun, (error: unknown) =>
    log().debug({ err: error }, 'a parked run was not shown'),
  )
  return 'parked'
}

type Written = { outcome: RunOutcome; row: JobRunRow | null }

async function write(settlement: Settlement): Promise<Written> {
  const { hold, end, stopReason } = settlement
  switch (stopReason) {
    case 'cancelled':
      return { outcome: 'cancelled', row: await cancelRun(hold) }
    case 'shutdown':
    case 'lost-lock':
      // Nobody may have taken it yet: then it waits again, with this attempt not counted.
      return { outcome: 'returned', row: await returnRun(hold) }
    case 'timed-out':
    case 'stuck':
      return writeFailure(settlement, stopError(stopReason))
    case null:
      if (end.ended === 'done') return { outcome: 'completed', row: await completeRun(hold) }
      return writeFailure(settlement, toJobError(end.ended === 'failed' ? end.error : 'abandoned'))
  }
}

async function writeFailure({ run, hold, backoff }: Settlement, error: JobError): Promise<Written> {
  const isOver = !error.retryable || run.attempt >= run.maxAttempts
  const row = isOver
    ? await killRun(hold, error)
    : await retryRun(hold, error, backoffMs(backoff, run.attempt))
  // Somebody may have cancelled it just before.
  if (row?.state === 'cancelled') return { outcome: 'cancelled', row }
  return { outcome: isOver ? 'dead' : 'retrying', row }
}

function logEnd(row: JobRunRow, outcome: RunOutcome) {
  const line = { runId: row.id, job: row.name, attempt: row.attempt, outcome, reason: row.error }
  if (outcome === 'dead' || outcome === 'retrying') log().warn(line, `job ${outcome}`)
  else log().info(line, `job ${outcome}`)
}

const patienceMs = 120_000

async function waitOut<Result>(work: () => Promise<Result>): Promise<Result> {
  const givesUpAt = Date.now() + patienceMs
  for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, 5000)) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() + waitMs > givesUpAt) throw error
      log().warn({ err: error }, 'the end of a run could not be written, trying again')
      await sleep(waitMs)
    }
  }
}
