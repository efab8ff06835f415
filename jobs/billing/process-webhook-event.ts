import { processEvent } from '#server/domains/billing/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Reads anew what a provider's call told of, and writes what it means. */
export const processWebhookEvent: JobHandler<{ id: string }> = async (context, { id }) => {
  const { outcome } = await processEvent(context, { id })
  context.log.info({ eventId: id, outcome }, 'a webhook event is done')
}
