import type { z } from 'zod'
import type { Context } from '../context/context.ts'
import { conflict } from '../errors/app-error.ts'
import { changeJobRun } from './change-job-run.ts'
import { updateRun } from './job-run.repository.ts'
import type { jobRunIdSchema, JobRunDto } from './schemas.ts'

/** Takes a dead run off the dead letters for good; throws `job-run.not-dead` in any other state. */
export function discardJobRun(context: Context, input: z.input<typeof jobRunIdSchema>): Promise<JobRunDto> {
  return changeJobRun(context, 'job.discard', input, async (tx, run) => {
    if (run.state !== 'dead') {
      throw conflict('job-run.not-dead', `Run ${run.id} is ${run.state}.`, { state: run.state })
    }
    return updateRun(tx, run.id, { state: 'discarded' })
  })
}
