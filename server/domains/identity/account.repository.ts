import { asc, count, eq, ilike, or, sql, type SQL } from 'drizzle-orm'
import { accounts } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'
import type { AccountDto } from './schemas.ts'

export type AccountRow = typeof accounts.$inferSelect

/** Adds the account unless its address is taken; null then. */
export async function insertAccount(
  tx: Transaction,
  account: typeof accounts.$inferInsert,
): Promise<AccountRow | null> {
  const [row] = await tx.insert(accounts).values(account).onConflictDoNothing().returning()
  return row ?? null
}

export async function findAccount(id: string, db: Queryable = database()): Promise<AccountRow | null> {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, id))
  return row ?? null
}

export async function findAccountByEmail(email: string): Promise<AccountRow | null> {
  const [row] = await database()
    .select()
    .from(accounts)
    .where(eq(sql`lower(${accounts.email})`, email))
  return row ?? null
}

/** One page of the accounts whose address or name holds the text, by address, and how many there are in all. */
export async function findAccounts(filter: {
  text: string
  page: number
  pageSize: number
}): Promise<{ rows: AccountRow[]; total: number }> {
  const where = matching(filter.text)
  const [rows, totals] = await Promise.all([
    database()
      .select()
      .from(accounts)
      .where(where)
      .orderBy(asc(accounts.email))
      .limit(filter.pageSize)
      .offset((filter.page - 1) * filter.pageSize),
    database().select({ total: count() }).from(accounts).where(where),
  ])
  return { rows, total: totals[0]?.total ?? 0 }
}

function matching(text: string): SQL | undefined {
  if (text === '') return undefined
  const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return or(ilike(accounts.email, pattern), ilike(accounts.displayName, pattern))
}

/** The account without its password hash. */
export function toAccountDto(row: AccountRow): AccountDto {
  return {
    id: row.id,
    email: row.email,
    displayName: row.displayName,
    role: row.role,
    locale: row.locale,
    avatar: row.avatar,
    createdAt: row.createdAt.toISOString(),
  }
}
