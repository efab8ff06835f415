import type { z } from 'zod'
import type { Context } from '../context/context.ts'
import { conflict } from '../errors/app-error.ts'
import { changeJobRun } from './change-job-run.ts'
import { signalRun } from './channels.ts'
import { updateRun } from './job-run.repository.ts'
import { endCancelled } from './run-transitions.ts'
import type { jobRunIdSchema, JobRunDto } from './schemas.ts'

/**
 * Cancels a run: one that waits ends at once, one that works is told to stop and ends within seconds. Asking
 * twice is no error; throws `job-run.ended` when it has ended otherwise.
 */
export function cancelJobRun(context: Context, input: z.input<typeof jobRunIdSchema>): Promise<JobRunDto> {
  return changeJobRun(context, 'job.cancel', input, async (tx, run) => {
    switch (run.state) {
      case 'queued':
      case 'retrying':
      case 'parked':
        return endCancelled(tx, run)
      case 'active':
        await signalRun(tx, run.id)
        return updateRun(tx, run.id, { cancelRequestedAt: run.cancelRequestedAt ?? context.now })
      case 'cancelled':
        return run
      case 'completed':
      case 'dead':
      case 'discarded':
        throw conflict('job-run.ended', `Run ${run.id} is ${run.state} already.`, { state: run.state })
    }
  })
}
