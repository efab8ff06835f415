import { getComparison, proveLedger, reconcile } from '#server/domains/billing/index.ts'
import type { Comparison, ReconcileInput } from '#server/domains/billing/schemas.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import type { JobContext, JobHandler } from '#server/platform/queues/job-handler.ts'

const daysMs = 3 * 24 * 60 * 60 * 1000

/** Compares our books with the providers' for a range of time, or for the last hours. */
export const reconcilePayments: JobHandler<ReconcileInput> = async (context, range) => {
  await keep(context, await reconcile(context, range, context.signal))
}

/** The same over three days. */
export const reconcileLastDays: JobHandler<Record<string, never>> = async (context) => {
  const range = { from: new Date(context.now.getTime() - daysMs), until: context.now }
  await keep(context, await reconcile(context, range, context.signal))
}

/**
 * Staff read in the run what it found, at whichever try. Where a provider could not be asked the run fails, and is tried
 * again as long as that may help one of them.
 */
async function keep(context: JobContext, found: Comparison): Promise<void> {
  const comparison = withEarlier(found, await getComparison(context, { runId: context.runId }))
  await context.reportProgress({ stage: 'compared', percent: 100, ...comparison })
  context.log.info(comparison, 'books compared')
  const unasked = comparison.providers.flatMap(({ error }) => error ?? [])
  const deciding = unasked.find(({ retryable }) => retryable) ?? unasked[0]
  if (!deciding) return
  const { code, retryable } = deciding
  throw new AppError({
    kind: retryable ? 'unavailable' : 'bad-gateway',
    code,
    message: unasked.map(({ message }) => message).join(' '),
    retryable,
  })
}

/** What an earlier try found is in the inbox by now, and new to nobody: it counts all the same. */
function withEarlier(comparison: Comparison, earlier: Comparison | null): Comparison {
  if (!earlier) return comparison
  const foundBefore = (name: string) => earlier.providers.find((each) => each.name === name)?.found ?? 0
  return {
    ...comparison,
    found: comparison.found + earlier.found,
    providers: comparison.providers.map((each) => ({
      ...each,
      found: each.found + foundBefore(each.name),
    })),
  }
}

/** Proves the book; a run that fails for good is the alarm. */
export const proveWholeLedger: JobHandler<Record<string, never>> = (context) => proveLedger(context)
