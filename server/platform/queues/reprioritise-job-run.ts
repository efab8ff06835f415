import type { z } from 'zod'
import type { Context } from '../context/context.ts'
import { conflict } from '../errors/app-error.ts'
import { parseInput } from '../errors/parse-input.ts'
import { changeJobRun } from './change-job-run.ts'
import { wakeDispatchers } from './channels.ts'
import { updateRun } from './job-run.repository.ts'
import { reprioritiseJobRunSchema, type JobRunDto } from './schemas.ts'

/**
 * Moves a waiting run forward (a higher number) or back in its queue. Throws `job-run.not-waiting` once it
 * works or has ended.
 */
export async function reprioritiseJobRun(
  context: Context,
  input: z.input<typeof reprioritiseJobRunSchema>,
): Promise<JobRunDto> {
  const { runId, priority } = parseInput(reprioritiseJobRunSchema, input)
  return changeJobRun(context, 'job.reprioritise', { runId }, async (tx, run) => {
    if (run.state !== 'queued' && run.state !== 'retrying') {
      throw conflict('job-run.not-waiting', `Run ${run.id} is ${run.state}.`, { state: run.state })
    }
    // A new delivery carries the new priority to Redis; the old one is dropped where it turns up.
    await wakeDispatchers(tx)
    return updateRun(tx, run.id, { priority, dispatchedAt: null })
  })
}
