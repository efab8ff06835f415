import { settleRight, settleTrial } from '#server/domains/billing/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Opens what a payment paid for, or takes it back. */
export const settleRightOfPayment: JobHandler<{ paymentId: string }> = (context, payload) =>
  settleRight(context, payload)

/** Opens a trial, or takes it back. */
export const settleTrialOf: JobHandler<{ subscriptionId: string }> = (context, payload) =>
  settleTrial(context, payload)
