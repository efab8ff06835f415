import type { z } from 'zod'
import { recordAudit } from '../audit/record-audit.ts'
import type { AuditAction } from '../audit/schemas.ts'
import { authorize } from '../authorize/authorize.ts'
import type { Context } from '../context/context.ts'
import { inTransaction, type Transaction } from '../postgres/postgres.ts'
import { parseInput } from '../errors/parse-input.ts'
import { announceRun } from './announce-run.ts'
import { toJobRunDto, type JobRunRow } from './job-run-dto.ts'
import { findPositions, lockRun } from './job-run.repository.ts'
import { jobRunIdSchema, type JobRunDto } from './schemas.ts'

type Change = (tx: Transaction, run: JobRunRow) => Promise<JobRunRow>

/** What every admin verb on one run shares: the right to, the locked row, the audit entry, the news of it. */
export async function changeJobRun(
  context: Context,
  action: AuditAction & `job.${string}`,
  input: z.input<typeof jobRunIdSchema>,
  change: Change,
): Promise<JobRunDto> {
  authorize(context, 'job.manage')
  const { runId } = parseInput(jobRunIdSchema, input)
  const changed = await inTransaction(async (tx) => {
    const run = await lockRun(tx, runId)
    const after = await change(tx, run)
    const detail = { name: run.name, from: run.state, to: after.state, priority: after.priority }
    await recordAudit(tx, context, action, { type: 'job-run', id: runId, detail })
    return after
  })
  await announceRun(changed)
  const positions = await findPositions([runId])
  return toJobRunDto(changed, positions.get(runId) ?? null)
}
