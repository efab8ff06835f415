import { and, eq, gte, lte, sql } from 'drizzle-orm'
import { ledgerEntries, ledgerPostings } from '#db/postgres/schema/index.ts'
import { houseZone } from '../../platform/clock/house-zone.ts'
import { database } from '../../platform/postgres/postgres.ts'

export type MovedCash = { day: string; provider: string; currency: string; inMinor: number; outMinor: number }
export type MonthCash = { currency: string; monthMinor: number; monthBeforeMinor: number }

const cash = eq(ledgerPostings.bookAccount, 'cash')
const amount = ledgerPostings.amountMinor
/** The clock on the wall of the house. */
const wall = sql`${ledgerEntries.occurredAt} at time zone ${sql.raw(`'${houseZone}'`)}`

/** What came to each provider and what left it, by the days of the house from one on. */
export async function readCashByDay(from: string, until: Date): Promise<MovedCash[]> {
  const day = sql<string>`to_char(${wall}, 'YYYY-MM-DD')`
  const { party: provider, currency } = ledgerPostings
  const begin = sql`(${from}::timestamp at time zone ${houseZone})`
  return database()
    .select({
      day,
      provider,
      currency,
      inMinor: sql<number>`coalesce(sum(${amount}) filter (where ${amount} > 0), 0)`.mapWith(Number),
      outMinor: sql<number>`coalesce(-sum(${amount}) filter (where ${amount} < 0), 0)`.mapWith(Number),
    })
    .from(ledgerPostings)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerPostings.entryId))
    .where(and(cash, gte(ledgerEntries.occurredAt, begin), lte(ledgerEntries.occurredAt, until)))
    .groupBy(sql`1`, provider, currency)
}

/** How cash changed since the month began at the house, and in the same span of the month before. */
export async function readCashOfMonth(now: Date): Promise<MonthCash[]> {
  const at = now.toISOString()
  const local = sql`(${at}::timestamptz at time zone ${houseZone})`
  const month = sql`date_trunc('month', ${local})`
  const before = sql`${month} - interval '1 month'`
  const { currency } = ledgerPostings
  const sum = (when: ReturnType<typeof sql>) =>
    sql<number>`coalesce(sum(${amount}) filter (where ${when}), 0)`.mapWith(Number)
  return database()
    .select({
      currency,
      monthMinor: sum(sql`${wall} >= ${month}`),
      monthBeforeMinor: sum(sql`${wall} < ${month} and ${wall} <= ${local} - interval '1 month'`),
    })
    .from(ledgerPostings)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerPostings.entryId))
    .where(
      and(
        cash,
        gte(ledgerEntries.occurredAt, sql`(${before}) at time zone ${houseZone}`),
        lte(ledgerEntries.occurredAt, now),
      ),
    )
    .groupBy(currency)
}
