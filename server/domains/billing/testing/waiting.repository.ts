import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { database } from '../../../platform/postgres/postgres.ts'

const waiting = sql`
  select count(*)::int as count from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`

/** Until so many statements of this test's own database wait for a lock. */
export async function untilWaiting(count: number): Promise<void> {
  await expect
    .poll(async () => (await database().execute<{ count: number }>(waiting))[0]?.count, { timeout: 30_000 })
    .toBe(count)
}
