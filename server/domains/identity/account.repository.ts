import { and, eq, isNull, lte, ne, sql } from 'drizzle-orm'
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

export async function findAccountByEmail(
  email: string,
  db: Queryable = database(),
): Promise<AccountRow | null> {
  const [row] = await db
    .select()
    .from(accounts)
    .where(eq(sql`lower(${accounts.email})`, email))
  return row ?? null
}

/** Reads the account and keeps others from changing it until the transaction ends. */
export async function holdAccount(tx: Transaction, id: string): Promise<AccountRow | null> {
  const [row] = await tx.select().from(accounts).where(eq(accounts.id, id)).for('update')
  return row ?? null
}

/** Changes the account; null where it is gone. Throws the database's own error where an address is taken. */
export async function changeAccount(
  tx: Transaction,
  id: string,
  change: Partial<typeof accounts.$inferInsert>,
): Promise<AccountRow | null> {
  const [row] = await tx.update(accounts).set(change).where(eq(accounts.id, id)).returning()
  return row ?? null
}

/** Takes the account away with its sessions, tokens and links. */
export async function deleteAccount(tx: Transaction, id: string): Promise<void> {
  await tx.delete(accounts).where(eq(accounts.id, id))
}

/** Gives the ids of those whose grace has passed. */
export async function findAccountsToErase(now: Date): Promise<string[]> {
  const rows = await database().select({ id: accounts.id }).from(accounts).where(lte(accounts.erasesAt, now))
  return rows.map((row) => row.id)
}

/** Holds, until the transaction ends, everybody back who would make or unmake an admin. */
export async function holdAdmins(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('marquee admins'))`)
}

/** Tells whether there is an admin, other than this account, who can sign in and stays. */
export async function hasOtherAdmin(tx: Transaction, accountId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        eq(accounts.role, 'admin'),
        ne(accounts.id, accountId),
        isNull(accounts.lockedAt),
        isNull(accounts.erasesAt),
      ),
    )
    .limit(1)
  return row !== undefined
}

/** Tells whether there is any account, or any of this role. */
export async function hasAccounts(role?: AccountRow['role'], db: Queryable = database()): Promise<boolean> {
  const [row] = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(role === undefined ? undefined : eq(accounts.role, role))
    .limit(1)
  return row !== undefined
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
    isVerified: row.emailVerifiedAt !== null,
    hasPassword: row.passwordHash !== null,
    country: row.country,
    erasesAt: row.erasesAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
