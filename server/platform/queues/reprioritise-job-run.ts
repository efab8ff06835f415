import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { recordAudit } from '../audit/record-audit.ts'
import { authorize } from '../authorize/authorize.ts'
import type { Context } from '../context/context.ts'
import { conflict } from '../errors/app-error.ts'
import { parseInput } from '../errors/parse-input.ts'
import { inTransaction } from '../postgres/postgres.ts'
import { announceQueue, announceRun } from './announce-run.ts'
import { wakeDispatchers } from './channels.ts'
import { toJobRunDto, toQueueName } from './job-run-dto.ts'
import { findLine, findPositions, getRun, raisePriority } from './job-run.repository.ts'
import { planMove } from './plan-move.ts'
import { reprioritiseJobRunSchema, type JobRunDto } from './schemas.ts'

/**
 * Moves a waiting run before all others of its queue, or one place forward or back. What Redis holds already is
 * delivered anew in the new order. Throws `job-run.not-waiting` when it works, has ended or waits for its time.
 */
export async function reprioritiseJobRun(
  context: Context,
  input: z.input<typeof reprioritiseJobRunSchema>,
): Promise<JobRunDto> {
  authorize(context, 'job.manage')
  const { runId, move } = parseInput(reprioritiseJobRunSchema, input)
  await inTransaction(async (tx) => {
    const { queue, name } = await getRun(runId, tx)
    // Two moves at a time would each plan on a line that the other changes.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`line of ${queue}`}))`)
    const line = await findLine(tx, queue, context.now)
    const from = line.findIndex((run) => run.id === runId)
    if (from < 0) throw conflict('job-run.not-waiting', `Run ${runId} does not wait for its turn.`)
    for (const [id, priority] of planMove(line, runId, move)) await raisePriority(tx, id, priority)
    await wakeDispatchers(tx)
    const detail = { name, move, from: from + 1 }
    await recordAudit(tx, context, 'job.reprioritise', { type: 'job-run', id: runId, detail })
  })
  const run = await getRun(runId)
  await Promise.all([announceRun(run), announceQueue(toQueueName(run.queue))])
  return toJobRunDto(run, (await findPositions([runId])).get(runId) ?? null)
}
