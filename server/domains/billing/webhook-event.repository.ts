import { and, count, desc, eq, getTableColumns, isNotNull, isNull, lt, notExists, sql } from 'drizzle-orm'
import { jobRuns, webhookEvents } from '#db/postgres/schema/index.ts'
import type { ProviderName } from '../../platform/payments/port.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'

export type WebhookEventRow = typeof webhookEvents.$inferSelect

/** Null where this event is kept already. */
export async function insertEvent(
  tx: Transaction,
  values: typeof webhookEvents.$inferInsert,
): Promise<WebhookEventRow | null> {
  const [row] = await tx
    .insert(webhookEvents)
    .values(values)
    .onConflictDoNothing({ target: [webhookEvents.provider, webhookEvents.eventId] })
    .returning()
  return row ?? null
}

export async function findEvent(db: Queryable, id: string): Promise<WebhookEventRow | null> {
  const [row] = await db.select().from(webhookEvents).where(eq(webhookEvents.id, id))
  return row ?? null
}

/** The row, kept from other changes until the transaction ends. */
export async function lockEvent(tx: Transaction, id: string): Promise<WebhookEventRow | null> {
  const [row] = await tx.select().from(webhookEvents).where(eq(webhookEvents.id, id)).for('update')
  return row ?? null
}

export async function markProcessed(
  tx: Transaction,
  id: string,
  { at, outcome }: { at: Date; outcome: string },
): Promise<void> {
  await tx
    .update(webhookEvents)
    .set({ processedAt: at, outcome, error: null, tries: sql`${webhookEvents.tries} + 1` })
    .where(eq(webhookEvents.id, id))
}

export async function markFailed(id: string, error: string): Promise<void> {
  await database()
    .update(webhookEvents)
    .set({ error, tries: sql`${webhookEvents.tries} + 1` })
    .where(and(eq(webhookEvents.id, id), isNull(webhookEvents.processedAt)))
}

export async function reopenEvent(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(webhookEvents)
    .set({ processedAt: null, outcome: null, error: null })
    .where(eq(webhookEvents.id, id))
}

/** Events that wait although no run of the job, living or dead, will do them. */
export async function findForgottenEvents(job: string, before: Date, most: number): Promise<string[]> {
  const run = database()
    .select({ one: sql`1` })
    .from(jobRuns)
    .where(and(eq(jobRuns.name, job), eq(jobRuns.dedupeKey, sql`${webhookEvents.id}::text`)))
  const rows = await database()
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(and(isNull(webhookEvents.processedAt), lt(webhookEvents.receivedAt, before), notExists(run)))
    .orderBy(webhookEvents.receivedAt)
    .limit(most)
  return rows.map(({ id }) => id)
}

/** An event without what it told. */
export type WebhookEventHead = Omit<WebhookEventRow, 'event' | 'body'> & { bodyBytes: number }

const { event: _event, body, ...headColumns } = getTableColumns(webhookEvents)

/** A page of the inbox, the newest first, without the bodies. */
export async function readEvents(
  filter: {
    provider?: ProviderName
    show: 'all' | 'open' | 'failed'
    origin?: WebhookEventRow['origin']
  },
  page: { limit: number; offset: number },
): Promise<{ rows: WebhookEventHead[]; total: number }> {
  const where = and(
    filter.provider === undefined ? undefined : eq(webhookEvents.provider, filter.provider),
    filter.origin === undefined ? undefined : eq(webhookEvents.origin, filter.origin),
    filter.show === 'all' ? undefined : isNull(webhookEvents.processedAt),
    filter.show === 'failed' ? isNotNull(webhookEvents.error) : undefined,
  )
  const rows = await database()
    .select({ ...headColumns, bodyBytes: sql<number>`octet_length(${body})`.mapWith(Number) })
    .from(webhookEvents)
    .where(where)
    .orderBy(desc(webhookEvents.receivedAt), desc(webhookEvents.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await database().select({ total: count() }).from(webhookEvents).where(where)
  return { rows, total: counted?.total ?? 0 }
}
