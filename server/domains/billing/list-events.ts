import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { readEvents } from './webhook-event.repository.ts'
import { listEventsSchema, type ListEventsInput, type WebhookEventDto } from './webhook-event.schemas.ts'

/** Gives the inbox, the newest first. Wants `payment.read`. */
export async function listEvents(
  context: Context,
  input: ListEventsInput = {},
): Promise<{ events: WebhookEventDto[]; total: number }> {
  authorize(context, 'payment.read')
  const { limit, offset, ...filter } = parseInput(listEventsSchema, input)
  const { rows, total } = await readEvents(filter, { limit, offset })
  const events = rows.map(({ event: _event, body, receivedAt, processedAt, ...row }) => ({
    ...row,
    body: new TextDecoder().decode(body),
    receivedAt: receivedAt.toISOString(),
    processedAt: processedAt?.toISOString() ?? null,
  }))
  return { events, total }
}
