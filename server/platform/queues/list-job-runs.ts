import type { z } from 'zod'
import { authorize } from '../authorize/authorize.ts'
import type { Context } from '../context/context.ts'
import { parseInput } from '../errors/parse-input.ts'
import { toJobRunDto } from './job-run-dto.ts'
import { findPositions, findRuns } from './job-run.repository.ts'
import { listJobRunsSchema, type JobRunPage } from './schemas.ts'

/** Gives a page of runs by state, queue, name or subject: active first, then those waiting in their order. */
export async function listJobRuns(
  context: Context,
  input: z.input<typeof listJobRunsSchema> = {},
): Promise<JobRunPage> {
  authorize(context, 'job.read')
  const filter = parseInput(listJobRunsSchema, input)
  const { rows, total } = await findRuns(filter)
  const positions = await findPositions(rows.map((row) => row.id))
  return {
    runs: rows.map((row) => toJobRunDto(row, positions.get(row.id) ?? null)),
    total,
    page: filter.page,
    pageSize: filter.pageSize,
  }
}
