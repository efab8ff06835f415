import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from '#db/postgres/schema/index.ts'
import { env } from '../env/env.ts'
import { closeChangeFeeds } from './change-feed.ts'

export type Database = PostgresJsDatabase<typeof schema>
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
/** A repository takes either: it reads outside a transaction and writes inside one. */
export type Queryable = Database | Transaction

// Next reloads modules in development; the pool must outlive a reload or connections leak.
const holder = globalThis as { marqueePostgres?: { sql: postgres.Sql; database: Database } }

/** Gives this process's pool of at most ten connections, opened on first use. */
export function connection(): { sql: postgres.Sql; database: Database } {
  if (holder.marqueePostgres) return holder.marqueePostgres
  const sql = postgres(env().DATABASE_URL, { max: 10, onnotice: () => {} })
  holder.marqueePostgres = { sql, database: drizzle(sql, { schema }) }
  return holder.marqueePostgres
}

/** Gives the database for reads. */
export function database(): Database {
  return connection().database
}

/** Makes something of the pool's database, such as a prepared statement, once for each pool that is opened. */
export function ofDatabase<Made extends object>(make: (db: Database) => Made): () => Made {
  const made = new WeakMap<Database, Made>()
  return () => {
    const db = database()
    const known = made.get(db) ?? make(db)
    made.set(db, known)
    return known
  }
}

/** Runs the work in one transaction: all of it is kept or none. No network call belongs inside. */
export function inTransaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return database().transaction(work)
}

/** Closes the pool, letting running queries end for at most five seconds. */
export async function closePostgres(): Promise<void> {
  const open = holder.marqueePostgres
  holder.marqueePostgres = undefined
  await Promise.all([open?.sql.end({ timeout: 5 }), closeChangeFeeds()])
}

const uniqueViolation = '23505'

/** Tells whether the error is PostgreSQL's refusal of a duplicate, optionally of this constraint. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const cause = error instanceof Error && error.cause instanceof postgres.PostgresError ? error.cause : error
  if (!(cause instanceof postgres.PostgresError) || cause.code !== uniqueViolation) return false
  return constraint === undefined || cause.constraint_name === constraint
}
