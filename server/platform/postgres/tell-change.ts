import { sql } from 'drizzle-orm'
import type { Transaction } from './postgres.ts'

/**
 * Tells every process that listens that this subject has changed, when the transaction commits and never without it:
 * whoever is killed between the two has told, or has changed nothing.
 */
export async function tellChange(tx: Transaction, channel: string, subject: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${subject})`)
}
