import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { outbox } from '#db/postgres/schema/index.ts'
import type { Context } from '../context/context.ts'
import type { Transaction } from '../postgres/postgres.ts'
import type { EventDefinition } from './define-event.ts'

/** The channel that wakes the relay when this transaction commits. */
export const outboxChannel = 'marquee_outbox'

/** Writes an event beside the change it tells of, in the same transaction; the relay publishes it after the commit. */
export async function recordEvent<Type extends string, Schema extends z.ZodType>(
  tx: Transaction,
  context: Context,
  event: EventDefinition<Type, Schema>,
  payload: z.input<Schema>,
): Promise<void> {
  await tx.insert(outbox).values({
    eventId: randomUUID(),
    type: event.type,
    payload: event.schema.parse(payload),
    occurredAt: context.now,
    requestId: context.requestId,
  })
  await tx.execute(sql`select pg_notify(${outboxChannel}, '')`)
}
