import type { Context } from '../../platform/context/context.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { processWebhookEventJob } from './jobs.ts'
import { runOf } from './keep-event.ts'
import { requireSystem } from './policy.ts'
import { findForgottenEvents } from './webhook-event.repository.ts'

const settleMs = 60_000
const most = 1000

/** Finds kept events that no run will work on, and gives them one; gives how many. */
export async function sweepEvents(context: Context): Promise<{ enqueued: number }> {
  requireSystem(context)
  const before = new Date(context.now.getTime() - settleMs)
  const ids = await findForgottenEvents(processWebhookEventJob.name, before, most)
  if (ids.length > 0) context.log.warn({ count: ids.length }, 'webhook events were waiting without a run')
  await inTransaction(async (tx) => {
    for (const id of ids) await enqueue(tx, context, processWebhookEventJob, { id }, runOf(id))
  })
  return { enqueued: ids.length }
}
