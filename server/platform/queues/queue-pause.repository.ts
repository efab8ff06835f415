import { eq, sql, type SQL } from 'drizzle-orm'
import { jobRuns, queuePauses } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../postgres/postgres.ts'
import type { QueueName } from './define-job.ts'

export type QueuePauseRow = typeof queuePauses.$inferSelect

/** Holds for runs of queues that are not paused; to be used where runs are chosen. */
export const inOpenQueue: SQL = sql`not exists (select 1 from ${queuePauses} where ${queuePauses.queue} = ${jobRuns.queue})`

/** Gives the pauses by queue. */
export async function findQueuePauses(db: Queryable = database()): Promise<Map<string, QueuePauseRow>> {
  const rows = await db.select().from(queuePauses)
  return new Map(rows.map((row) => [row.queue, row]))
}

/** Tells whether workers may take nothing from the queue. */
export async function isQueuePaused(db: Queryable, queue: string): Promise<boolean> {
  const [row] = await db
    .select({ queue: queuePauses.queue })
    .from(queuePauses)
    .where(eq(queuePauses.queue, queue))
  return row !== undefined
}

/** Keeps the pause and gives true, or false when the queue is paused already. */
export async function insertQueuePause(
  tx: Transaction,
  pause: { queue: QueueName; pausedBy: string; pausedAt: Date },
): Promise<boolean> {
  const rows = await tx.insert(queuePauses).values(pause).onConflictDoNothing().returning()
  return rows.length > 0
}

/** Takes the pause away and gives true, or false when there was none. */
export async function deleteQueuePause(tx: Transaction, queue: QueueName): Promise<boolean> {
  const rows = await tx.delete(queuePauses).where(eq(queuePauses.queue, queue)).returning()
  return rows.length > 0
}
