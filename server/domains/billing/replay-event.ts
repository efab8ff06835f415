import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { bodyGone } from './errors.ts'
import { processWebhookEventJob } from './jobs.ts'
import { runOf } from './take-in-events.ts'
import { lockEvent, reopenEvent } from './webhook-event.repository.ts'
import { eventIdSchema } from './webhook-event.schemas.ts'

/**
 * Has a kept event worked on once more; what it did before it does not do again. Wants `payment.settle`; throws
 * `webhook-event.not-found`, `webhook-event.no-body` for one that was done so long ago that its body is gone.
 */
export async function replayEvent(context: Context, input: { id: string }): Promise<{ runId: string }> {
  authorize(context, 'payment.settle')
  const { id } = parseInput(eventIdSchema, input)
  return inTransaction(async (tx) => {
    const row = await lockEvent(tx, id)
    if (!row) throw notFound('webhook-event', id)
    if (row.body === null) throw bodyGone()
    await reopenEvent(tx, id)
    const { provider, eventId } = row
    await recordAudit(tx, context, 'webhook.replay', {
      type: 'webhook-event',
      id,
      detail: { provider, eventId },
    })
    const { payload, ...options } = runOf(id)
    return { runId: await enqueue(tx, context, processWebhookEventJob, payload, options) }
  })
}
