import { desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import { signingKeys } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'

export type SigningKeyRow = typeof signingKeys.$inferSelect

/** Those that have not retired, the newest first. */
export async function findPublishedKeys(now: Date, db: Queryable = database()): Promise<SigningKeyRow[]> {
  return db
    .select()
    .from(signingKeys)
    .where(or(isNull(signingKeys.retiresAt), gt(signingKeys.retiresAt, now)))
    .orderBy(desc(signingKeys.createdAt), desc(signingKeys.kid))
}

/** Makes whoever changes the keys wait for whoever is at it, until the transaction ends. */
export async function lockSigningKeys(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('signing keys'))`)
}

export async function insertSigningKey(
  tx: Transaction,
  key: typeof signingKeys.$inferInsert,
): Promise<SigningKeyRow> {
  const [row] = await tx.insert(signingKeys).values(key).returning()
  if (!row) throw new Error('PostgreSQL gave no signing key back.')
  return row
}

export async function setRetirement(tx: Transaction, kid: string, retiresAt: Date): Promise<void> {
  await tx.update(signingKeys).set({ retiresAt }).where(eq(signingKeys.kid, kid))
}

/** Removes keys that retired before the moment, and gives how many. */
export async function deleteRetiredKeys(tx: Transaction, before: Date): Promise<number> {
  const rows = await tx
    .delete(signingKeys)
    .where(lt(signingKeys.retiresAt, before))
    .returning({ kid: signingKeys.kid })
  return rows.length
}
