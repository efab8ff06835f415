import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { findEvent, readEvents, type WebhookEventHead } from './webhook-event.repository.ts'
import {
  eventIdSchema,
  listEventsSchema,
  type ListEventsInput,
  type WebhookEventDto,
  type WebhookEventWithBody,
} from './webhook-event.schemas.ts'

/** Gives the inbox, the newest first, without what the events told. Wants `payment.read`. */
export async function listEvents(
  context: Context,
  input: ListEventsInput = {},
): Promise<{ events: WebhookEventDto[]; total: number }> {
  authorize(context, 'payment.read')
  const { limit, offset, ...filter } = parseInput(listEventsSchema, input)
  const { rows, total } = await readEvents(filter, { limit, offset })
  return { events: rows.map(toEventDto), total }
}

/**
 * Gives an event with its body as it came, where that is still there. Wants `payment.read`; throws
 * `webhook-event.not-found`.
 */
export async function getEvent(context: Context, input: { id: string }): Promise<WebhookEventWithBody> {
  authorize(context, 'payment.read')
  const { id } = parseInput(eventIdSchema, input)
  const row = await findEvent(database(), id)
  if (!row) throw notFound('webhook-event', id)
  const { event: _event, body, ...head } = row
  return {
    ...toEventDto({ ...head, bodyBytes: body?.byteLength ?? null }),
    body: body && new TextDecoder().decode(body),
  }
}

function toEventDto(row: WebhookEventHead): WebhookEventDto {
  return {
    ...row,
    receivedAt: row.receivedAt.toISOString(),
    processedAt: row.processedAt?.toISOString() ?? null,
  }
}
