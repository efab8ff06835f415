import { and, asc, inArray, isNotNull, isNull, lt } from 'drizzle-orm'
import { jobRuns, outbox } from '#db/postgres/schema/index.ts'
import { now } from '#server/platform/clock/clock.ts'
import { createContext } from '#server/platform/context/context.ts'
import type { EventLog } from '#server/platform/events/port.ts'
import { log } from '#server/platform/log/log.ts'
import { connection, database, inTransaction, type Transaction } from '#server/platform/postgres/postgres.ts'
import { enqueue } from '#server/platform/queues/enqueue.ts'
import { toJobError } from './job-failure.ts'
import type { JobSubscription } from './subscribe.ts'

type OutboxRow = typeof outbox.$inferSelect

const batch = 100
/** Any number that no other advisory lock of ours uses. */
const relayLock = 7_370_001

/**
 * Publishes what the outbox holds, oldest first, and gives how many events that were. One relay at a time
 * does so; another that finds it at work gives 0.
 */
export async function relayOutbox(events: EventLog, subscriptions: JobSubscription[]): Promise<number> {
  const own = await connection().sql.reserve()
  try {
    const [lock] = await own<{ mine: boolean }[]>`select pg_try_advisory_lock(${relayLock}) as mine`
    if (!lock?.mine) return 0
    try {
      return await drain(events, subscriptions)
    } finally {
      await own`select pg_advisory_unlock(${relayLock})`
    }
  } finally {
    own.release()
  }
}

async function drain(events: EventLog, subscriptions: JobSubscription[]): Promise<number> {
  let published = 0
  for (;;) {
    const rows = await database()
      .select()
      .from(outbox)
      .where(isNull(outbox.publishedAt))
      .orderBy(asc(outbox.position))
      .limit(batch)
    if (rows.length > 0) await publish(events, subscriptions, rows)
    published += rows.length
    if (rows.length < batch) return published
  }
}

/**
 * The log first, then jobs and mark in one transaction: a relay that dies in between publishes again, which
 * the log knows by the event's id, and enqueues once.
 */
async function publish(events: EventLog, subscriptions: JobSubscription[], rows: OutboxRow[]): Promise<void> {
  await events.publish(
    rows.map((row) => ({
      id: row.eventId,
      type: row.type,
      payload: row.payload,
      occurredAt: row.occurredAt,
      requestId: row.requestId,
    })),
  )
  await inTransaction(async (tx) => {
    const positions = rows.map((row) => row.position)
    const marked = await tx
      .update(outbox)
      .set({ publishedAt: now() })
      .where(and(inArray(outbox.position, positions), isNull(outbox.publishedAt)))
      .returning()
    for (const row of marked.sort((a, b) => a.position - b.position)) {
      for (const subscription of subscriptions.filter((each) => each.type === row.type)) {
        await enqueueFor(tx, row, subscription)
      }
    }
  })
}

async function enqueueFor(tx: Transaction, row: OutboxRow, subscription: JobSubscription): Promise<void> {
  const context = createContext({ kind: 'system', name: 'outbox-relay' }, row.requestId)
  const { job } = subscription
  let wish
  try {
    wish = subscription.wish(row.payload)
    if (wish) wish.payload = job.schema.parse(wish.payload)
  } catch (error) {
    return keepDead(tx, row, subscription, error)
  }
  if (!wish) return
  const { payload, ...options } = wish
  await enqueue(tx, context, job, payload, { ...options, dedupeKey: row.eventId })
}

/** An event that a subscription can't read must not hold up those behind it: an admin sees it as a dead run. */
async function keepDead(
  tx: Transaction,
  row: OutboxRow,
  { job }: JobSubscription,
  error: unknown,
): Promise<void> {
  log().error(
    { err: error, event: row.type, eventId: row.eventId, job: job.name },
    'an event was not understood',
  )
  await tx.insert(jobRuns).values({
    name: job.name,
    queue: job.queue,
    payload: row.payload,
    dedupeKey: row.eventId,
    state: 'dead',
    maxAttempts: job.attempts,
    error: { ...toJobError(error), code: 'job.event-not-understood', retryable: false },
    createdAt: now(),
    availableAt: now(),
    finishedAt: now(),
  })
}

const keptDays = 7

/** Removes events that were published more than a week ago, and gives how many. */
export async function sweepOutbox(): Promise<number> {
  const before = new Date(now().getTime() - keptDays * 24 * 60 * 60 * 1000)
  const swept = await database()
    .delete(outbox)
    .where(and(isNotNull(outbox.publishedAt), lt(outbox.publishedAt, before)))
    .returning({ position: outbox.position })
  return swept.length
}
