import type { z } from 'zod'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { cancelJobRun } from '../../platform/queues/index.ts'
import { toJobRunDto } from '../../platform/queues/job-run-dto.ts'
import { getRun } from '../../platform/queues/job-run.repository.ts'
import { jobRunIdSchema, type JobRunDto } from '../../platform/queues/schemas.ts'
import { cancelEncode, isEncodeRun } from '../media/index.ts'

/**
 * Cancels a run together with what it is about: an encode's version is cancelled at once. Throws as `cancelJobRun` and
 * `cancelEncode` do.
 */
export async function cancelRun(context: Context, input: z.input<typeof jobRunIdSchema>): Promise<JobRunDto> {
  authorize(context, 'job.manage')
  const { runId } = parseInput(jobRunIdSchema, input)
  const run = await getRun(runId)
  if (isEncodeRun(run.name) && run.subjectId) await cancelEncode(context, { versionId: run.subjectId })
  else await cancelJobRun(context, { runId })
  return toJobRunDto(await getRun(runId))
}
