import { proveLedger, reconcile } from '#server/domains/billing/index.ts'
import type { ReconcileInput } from '#server/domains/billing/schemas.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

const daysMs = 3 * 24 * 60 * 60 * 1000

/** Compares our books with the providers' for a range of time, or for the last hours. */
export const reconcilePayments: JobHandler<ReconcileInput> = async (context, range) => {
  context.log.info(await reconcile(context, range, context.signal), 'books compared')
}

/** The same over three days. */
export const reconcileLastDays: JobHandler<Record<string, never>> = async (context) => {
  const from = new Date(context.now.getTime() - daysMs)
  context.log.info(await reconcile(context, { from }, context.signal), 'books of days compared')
}

/** Proves the book; a run that fails for good is the alarm. */
export const proveWholeLedger: JobHandler<Record<string, never>> = (context) => proveLedger(context)
