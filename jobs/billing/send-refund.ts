import { sendRefund } from '#server/domains/billing/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Has the provider send money back. */
export const sendAskedRefund: JobHandler<{ refundId: string }> = (context, payload) =>
  sendRefund(context, payload)
