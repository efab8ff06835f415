import { expirePayments, sweepSubscriptions } from '#server/domains/billing/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Ends payments whose time is over. */
export const sweepPayments: JobHandler<Record<string, never>> = async (context) => {
  const { expired } = await expirePayments(context)
  if (expired > 0) context.log.info({ expired }, 'payments swept')
}

/** Brings subscriptions to where their time has come. */
export const sweepAllSubscriptions: JobHandler<Record<string, never>> = async (context) => {
  const { changed } = await sweepSubscriptions(context)
  if (changed > 0) context.log.info({ changed }, 'subscriptions swept')
}
