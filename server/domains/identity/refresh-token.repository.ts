import { eq, lt } from 'drizzle-orm'
import { accounts, refreshTokens, sessions } from '#db/postgres/schema/index.ts'
import { database, type Transaction } from '../../platform/postgres/postgres.ts'
import type { AccountRow } from './account.repository.ts'
import type { SessionRow } from './session.repository.ts'

export type RefreshTokenRow = typeof refreshTokens.$inferSelect

export async function insertRefreshToken(
  tx: Transaction,
  token: typeof refreshTokens.$inferInsert,
): Promise<void> {
  await tx.insert(refreshTokens).values(token)
}

/** The token with its session and account; others that ask for it wait until the transaction ends. */
export async function lockRefreshToken(
  tx: Transaction,
  tokenHash: string,
): Promise<{ token: RefreshTokenRow; session: SessionRow; account: AccountRow } | null> {
  const [row] = await tx
    .select({ token: refreshTokens, session: sessions, account: accounts })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(eq(refreshTokens.tokenHash, tokenHash))
    .for('update', { of: refreshTokens })
  return row ?? null
}

/** Tells whether the token is there and has not been used. */
export async function isUnused(tx: Transaction, tokenHash: string): Promise<boolean> {
  const [row] = await tx
    .select({ usedAt: refreshTokens.usedAt })
    .from(refreshTokens)
    .where(eq(refreshTokens.tokenHash, tokenHash))
  return row !== undefined && row.usedAt === null
}

export async function markTokenUsed(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.update(refreshTokens).set({ usedAt: at }).where(eq(refreshTokens.id, id))
}

/** Removes tokens that were used before the moment, and gives how many. */
export async function deleteUsedTokens(before: Date): Promise<number> {
  const rows = await database()
    .delete(refreshTokens)
    .where(lt(refreshTokens.usedAt, before))
    .returning({ id: refreshTokens.id })
  return rows.length
}
