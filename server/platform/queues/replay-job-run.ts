import type { z } from 'zod'
import type { Context } from '../context/context.ts'
import { conflict } from '../errors/app-error.ts'
import { isUniqueViolation } from '../postgres/postgres.ts'
import { changeJobRun } from './change-job-run.ts'
import { wakeDispatchers } from './channels.ts'
import { updateRun } from './job-run.repository.ts'
import { replayableStates, type jobRunIdSchema, type JobRunDto } from './schemas.ts'

/**
 * Starts a dead, cancelled or discarded run again with all its attempts. Throws `job-run.not-replayable` in
 * any other state, `job-run.already-open` when the same work is open in another run.
 */
export async function replayJobRun(
  context: Context,
  input: z.input<typeof jobRunIdSchema>,
): Promise<JobRunDto> {
  try {
    return await changeJobRun(context, 'job.replay', input, async (tx, run) => {
      if (!replayableStates.some((state) => state === run.state)) {
        throw conflict('job-run.not-replayable', `Run ${run.id} is ${run.state}.`, { state: run.state })
      }
      const replayed = await updateRun(tx, run.id, {
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
      await wakeDispatchers(tx)
      return replayed
    })
  } catch (error) {
    if (!isUniqueViolation(error, 'job_runs_open_dedupe_key')) throw error
    throw conflict('job-run.already-open', 'Another run does the same work already.')
  }
}
