import { endAtProvider } from '#server/domains/billing/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Has the provider collect no more of a subscription that was ended here. */
export const endSubscriptionAtProvider: JobHandler<{ subscriptionId: string }> = (context, payload) =>
  endAtProvider(context, payload)
