import { expirePayments, forgetBodies, sweepSubscriptions } from '#server/domains/billing/index.ts'
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

/** Empties the bodies of webhooks that were kept for long enough. */
export const forgetOldBodies: JobHandler<Record<string, never>> = async (context) => {
  const { emptied } = await forgetBodies(context, context.signal)
  if (emptied > 0) context.log.info({ emptied }, 'bodies of old webhooks emptied')
}
