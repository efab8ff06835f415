import type { z } from 'zod'
import type { Context } from '../context/context.ts'
import { conflict } from '../errors/app-error.ts'
import { isUniqueViolation, type Transaction } from '../postgres/postgres.ts'
import { changeJobRun } from './change-job-run.ts'
import { wakeDispatchers } from './channels.ts'
import type { JobRunRow } from './job-run-dto.ts'
import { updateRun } from './job-run.repository.ts'
import { replayableStates, type jobRunIdSchema, type JobRunDto } from './schemas.ts'

/**
 * Starts a dead, cancelled or discarded run again with all its attempts. Throws `job-run.not-replayable` in
 * any other state, `job-run.already-open` when the same work is open in another run.
 */
export function replayJobRun(context: Context, input: z.input<typeof jobRunIdSchema>): Promise<JobRunDto> {
  return changeJobRun(context, 'job.replay', input, (tx, run) => replayLockedRun(tx, context, run))
}

/** Starts a locked run again within a transaction that changes more than the run; throws as `replayJobRun` does. */
export async function replayLockedRun(tx: Transaction, context: Context, run: JobRunRow): Promise<JobRunRow> {
  if (!replayableStates.some((state) => state === run.state)) {
    throw conflict('job-run.not-replayable', `Run ${run.id} is ${run.state}.`, { state: run.state })
  }
  const replayed = await reopen(tx, context, run.id)
  await wakeDispatchers(tx)
  return replayed
}

async function reopen(tx: Transaction, context: Context, runId: string): Promise<JobRunRow> {
  try {
    return await updateRun(tx, runId, {
      state: 'queued',
      attempt: 0,
      progress: {},
      error: null,
      workerId: null,
      cancelRequestedAt: null,
      availableAt: context.now,
      dispatchedAt: null,
      startedAt: null,
      progressedAt: null,
      finishedAt: null,
    })
  } catch (error) {
    if (!isUniqueViolation(error, 'job_runs_open_dedupe_key')) throw error
    throw conflict('job-run.already-open', 'Another run does the same work already.')
  }
}
