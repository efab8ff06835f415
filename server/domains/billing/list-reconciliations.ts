import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { proveLedgerJob, reconcileDaysJob, reconcilePaymentsJob } from './jobs.ts'
import { findLastEnd, readReconciliationRuns, type ReconciliationRun } from './reconciliation.repository.ts'
import {
  comparisonSchema,
  type Comparison,
  type ProviderComparison,
  listReconciliationsSchema,
  type LedgerProofRun,
  type ListReconciliationsInput,
  type ReconciliationDto,
} from './reconciliation.schemas.ts'
import { reconcileSchema } from './webhook-event.schemas.ts'

const jobNames = [reconcilePaymentsJob.name, reconcileDaysJob.name]

/** Gives the comparisons of the last thirty days and what they found, the newest first. Wants `payment.settle`. */
export async function listReconciliations(
  context: Context,
  input: ListReconciliationsInput = {},
): Promise<{ runs: ReconciliationDto[]; total: number }> {
  authorize(context, 'payment.settle')
  const { rows, total } = await readReconciliationRuns(jobNames, parseInput(listReconciliationsSchema, input))
  return { runs: rows.map(toReconciliationDto), total }
}

/** Tells how the daily proof of the book ended last; null where it never has. Wants `ledger.read`. */
export async function getLastProof(context: Context): Promise<LedgerProofRun | null> {
  authorize(context, 'ledger.read')
  const row = await findLastEnd(proveLedgerJob.name)
  const at = row?.finishedAt
  return at ? { at: at.toISOString(), isProved: row.state === 'completed' } : null
}

function toReconciliationDto(row: ReconciliationRun): ReconciliationDto {
  const asked = reconcileSchema.safeParse(row.payload).data
  return {
    id: row.id,
    kind: row.name === reconcileDaysJob.name ? 'days' : asked?.from ? 'asked' : 'hours',
    provider: asked?.provider ?? null,
    from: asked?.from?.toISOString() ?? null,
    until: asked?.until?.toISOString() ?? null,
    state: stateOf(row.state),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    comparison: comparisonOf(row),
    error: row.error && { code: row.error.code, message: row.error.message },
  }
}

/** A later try may have failed before it compared: then no provider is at fault any more. */
function comparisonOf({ progress, error }: ReconciliationRun): Comparison | null {
  const kept = comparisonSchema.safeParse(progress).data
  if (!kept) return null
  const isWhy = (each: ProviderComparison) =>
    each.error !== null && error !== null && error.message.includes(each.error.message)
  const providers = kept.providers.map((each) => ({ ...each, error: isWhy(each) ? each.error : null }))
  return { ...kept, providers }
}

function stateOf(state: ReconciliationRun['state']): ReconciliationDto['state'] {
  switch (state) {
    case 'queued':
    case 'retrying':
    case 'parked':
      return 'waiting'
    case 'active':
      return 'running'
    case 'completed':
      return 'done'
    case 'dead':
    case 'cancelled':
    case 'discarded':
      return 'failed'
  }
}
