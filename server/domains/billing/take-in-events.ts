import type { Context } from '../../platform/context/context.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { countWaitingRuns, enqueueEach } from '../../platform/queues/enqueue.ts'
import { processWebhookEventJob } from './jobs.ts'
import { requireSystem } from './policy.ts'
import { lockInbox, readKeptEvents } from './webhook-event.repository.ts'

/** The channel that tells of kept events that no run works on yet. */
export const inboxChannel = 'marquee_webhook_inbox'

/** Runs that wait or are under way at once: some for each hand of a few workers. What waits longer costs nothing here. */
const mostWaiting = 64

/**
 * Gives kept events that no run will work on one each, the oldest first, as many as can soon be worked on; tells how many,
 * and whether more may wait, which is so too while another worker is about it.
 */
export async function takeInEvents(context: Context): Promise<{ enqueued: number; mayBeMore: boolean }> {
  requireSystem(context)
  return inTransaction(async (tx) => {
    if (!(await lockInbox(tx))) return { enqueued: 0, mayBeMore: true }
    const room = mostWaiting - (await countWaitingRuns(tx, processWebhookEventJob))
    const ids = room > 0 ? await readKeptEvents(tx, room) : []
    await enqueueEach(tx, context, processWebhookEventJob, ids.map(runOf))
    return { enqueued: ids.length, mayBeMore: ids.length >= room }
  })
}

/** One open run for each event. */
export const runOf = (id: string) => ({
  payload: { id },
  dedupeKey: id,
  subject: { type: 'webhook-event', id },
})
