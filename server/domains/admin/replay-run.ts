import type { z } from 'zod'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { replayJobRun } from '../../platform/queues/index.ts'
import { toJobRunDto } from '../../platform/queues/job-run-dto.ts'
import { getRun } from '../../platform/queues/job-run.repository.ts'
import { jobRunIdSchema, type JobRunDto } from '../../platform/queues/schemas.ts'
import { isEncodeRun, retryEncode } from '../media/index.ts'

/**
 * Starts a run again that died, was cancelled or discarded, together with what it is about: an encode's version waits
 * again. Throws as `replayJobRun` and `retryEncode` do.
 */
export async function replayRun(context: Context, input: z.input<typeof jobRunIdSchema>): Promise<JobRunDto> {
  authorize(context, 'job.manage')
  const { runId } = parseInput(jobRunIdSchema, input)
  const run = await getRun(runId)
  if (isEncodeRun(run.name) && run.subjectId) await retryEncode(context, { versionId: run.subjectId })
  else await replayJobRun(context, { runId })
  return toJobRunDto(await getRun(runId))
}
