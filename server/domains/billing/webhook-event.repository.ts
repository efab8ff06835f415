import {
  and,
  count,
  desc,
  eq,
  getTableColumns,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  notExists,
  sql,
} from 'drizzle-orm'
import { jobRuns, webhookEvents } from '#db/postgres/schema/index.ts'
import type { ProviderName } from '../../platform/payments/port.ts'
import { database, ofDatabase, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'
import type { KeptEvent, shownEvents } from './webhook-event.schemas.ts'

export type WebhookEventRow = typeof webhookEvents.$inferSelect

const column = sql.placeholder

/** Prepared: a provider that has much to tell waits for each answer. */
const keepStatement = ofDatabase((db) =>
  db
    .insert(webhookEvents)
    .values({
      provider: column('provider'),
      eventId: column('eventId'),
      kind: column('kind'),
      event: column('event'),
      body: column('body'),
      origin: column('origin'),
      receivedAt: column('receivedAt'),
      // The column's own writer takes no null.
      processedAt: sql`${column('processedAt')}::timestamptz`,
      outcome: column('outcome'),
    })
    .onConflictDoNothing({ target: [webhookEvents.provider, webhookEvents.eventId] })
    .returning({ id: webhookEvents.id })
    .prepare('keep_webhook_event'),
)

/** False where this event is kept already. */
export async function insertEvent(
  values: Pick<
    WebhookEventRow,
    'provider' | 'eventId' | 'kind' | 'event' | 'origin' | 'receivedAt' | 'processedAt' | 'outcome'
  > & { body: Uint8Array },
): Promise<boolean> {
  const processedAt = values.processedAt?.toISOString() ?? null
  const rows = await keepStatement().execute({ ...values, processedAt })
  return rows.length > 0
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
  { at, outcome, readAnew }: { at: Date; outcome: string; readAnew: KeptEvent | null },
): Promise<void> {
  await tx
    .update(webhookEvents)
    .set({
      processedAt: at,
      outcome,
      ...(readAnew && { kind: readAnew.kind, event: readAnew }),
      error: null,
      tries: sql`${webhookEvents.tries} + 1`,
    })
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

/** Whoever takes events in does so alone, until the transaction ends; false where another does. */
export async function lockInbox(tx: Transaction): Promise<boolean> {
  const [row] = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('webhook-inbox', 0)) as mine`,
  )
  return row?.mine === true
}

/** Events that wait and that no run, living or dead, is about, the oldest first. */
export async function readKeptEvents(tx: Transaction, most: number): Promise<string[]> {
  const run = tx
    .select({ one: sql`1` })
    .from(jobRuns)
    .where(
      and(eq(jobRuns.subjectType, 'webhook-event'), eq(jobRuns.subjectId, sql`${webhookEvents.id}::text`)),
    )
  const rows = await tx
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(and(isNull(webhookEvents.processedAt), notExists(run)))
    .orderBy(webhookEvents.receivedAt)
    .limit(most)
  return rows.map(({ id }) => id)
}

/** Empties some bodies of what was done before that moment; what waits, fails or is unreadable keeps its own. */
export async function emptyBodies(doneBefore: Date, most: number): Promise<number> {
  const { id, body, error, outcome, processedAt } = webhookEvents
  const done = database()
    .select({ id })
    .from(webhookEvents)
    .where(and(lt(processedAt, doneBefore), ne(outcome, 'unreadable'), isNull(error), isNotNull(body)))
    .limit(most)
    // Whoever replays one of them holds it.
    .for('update', { skipLocked: true })
  const rows = await database()
    .update(webhookEvents)
    .set({ body: null })
    .where(inArray(id, done))
    .returning({ id })
  return rows.length
}

/** An event without what it told; `bodyBytes` is null where the body is gone. */
export type WebhookEventHead = Omit<WebhookEventRow, 'event' | 'body'> & { bodyBytes: number | null }

const { event: _event, body, ...headColumns } = getTableColumns(webhookEvents)

/** A page of the inbox, the newest first, without the bodies. */
export async function readEvents(
  filter: {
    provider?: ProviderName
    show: 'all' | (typeof shownEvents)[number]
    origin?: WebhookEventRow['origin']
  },
  page: { limit: number; offset: number },
): Promise<{ rows: WebhookEventHead[]; total: number }> {
  const where = and(
    filter.provider === undefined ? undefined : eq(webhookEvents.provider, filter.provider),
    filter.origin === undefined ? undefined : eq(webhookEvents.origin, filter.origin),
    filter.show === 'open' || filter.show === 'failed' ? isNull(webhookEvents.processedAt) : undefined,
    filter.show === 'failed' ? isNotNull(webhookEvents.error) : undefined,
    filter.show === 'unreadable' ? eq(webhookEvents.outcome, 'unreadable') : undefined,
  )
  const rows = await database()
    .select({ ...headColumns, bodyBytes: sql<number | null>`octet_length(${body})` })
    .from(webhookEvents)
    .where(where)
    .orderBy(desc(webhookEvents.receivedAt), desc(webhookEvents.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await database().select({ total: count() }).from(webhookEvents).where(where)
  return { rows, total: counted?.total ?? 0 }
}
