import { proveLedger, reconcile } from '#server/domains/billing/index.ts'
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
 * Staff read in the run what it found. Where a provider could not be asked the run fails, and is tried again as long as
 * that may help one of them.
 */
async function keep(context: JobContext, comparison: Comparison): Promise<void> {
  await context.reportProgress({ stage: 'compared', percent: 100, ...comparison })
  context.log.info(comparison, 'books compared')
  const unasked = comparison.providers.flatMap(({ error }) => error ?? [])
  const [first] = unasked
  if (!first) return
  const retryable = unasked.some((each) => each.retryable)
  throw new AppError({
    kind: retryable ? 'unavailable' : 'bad-gateway',
    code: first.code,
    message: unasked.map(({ message }) => message).join(' '),
    retryable,
  })
}

/** Proves the book; a run that fails for good is the alarm. */
export const proveWholeLedger: JobHandler<Record<string, never>> = (context) => proveLedger(context)
