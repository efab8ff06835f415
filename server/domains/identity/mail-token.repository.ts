import { and, eq, gt, inArray, isNull, lt } from 'drizzle-orm'
import { accountRequests, mailTokens } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'

export type MailTokenRow = typeof mailTokens.$inferSelect
export type TokenPurpose = MailTokenRow['purpose']
export const allPurposes = mailTokens.purpose.enumValues
export type AccountRequestRow = typeof accountRequests.$inferSelect

export async function insertMailToken(
  tx: Transaction,
  token: typeof mailTokens.$inferInsert & { id: string },
): Promise<void> {
  await tx.insert(mailTokens).values(token)
}

export async function findMailToken(id: string): Promise<MailTokenRow | null> {
  const [row] = await database().select().from(mailTokens).where(eq(mailTokens.id, id))
  return row ?? null
}

/** Gives the token of this hash while it is good for one of the purposes. */
export async function findGoodToken(
  tokenHash: string,
  purposes: readonly TokenPurpose[],
  now: Date,
  db: Queryable = database(),
): Promise<MailTokenRow | null> {
  const [row] = await db
    .select()
    .from(mailTokens)
    .where(isGood(tokenHash, purposes, now))
  return row ?? null
}

/** Uses the token up: of several who come at once, one gets it and the others null. */
export async function useMailToken(
  tx: Transaction,
  tokenHash: string,
  purposes: readonly TokenPurpose[],
  now: Date,
): Promise<MailTokenRow | null> {
  const [row] = await tx
    .update(mailTokens)
    .set({ usedAt: now })
    .where(isGood(tokenHash, purposes, now))
    .returning()
  return row ?? null
}

function isGood(tokenHash: string, purposes: readonly TokenPurpose[], now: Date) {
  return and(
    eq(mailTokens.tokenHash, tokenHash),
    inArray(mailTokens.purpose, [...purposes]),
    isNull(mailTokens.usedAt),
    gt(mailTokens.expiresAt, now),
  )
}

/** Has the account's other links of these purposes stop working. */
export async function voidMailTokens(
  tx: Transaction,
  accountId: string,
  purposes: readonly TokenPurpose[],
  now: Date,
): Promise<void> {
  await tx
    .update(mailTokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(mailTokens.accountId, accountId),
        inArray(mailTokens.purpose, [...purposes]),
        isNull(mailTokens.usedAt),
      ),
    )
}

/** Keeps the address that a `change-email` has replaced. */
export async function keepPreviousEmail(tx: Transaction, id: string, previousEmail: string): Promise<void> {
  await tx.update(mailTokens).set({ previousEmail }).where(eq(mailTokens.id, id))
}

export async function insertAccountRequest(
  tx: Transaction,
  request: typeof accountRequests.$inferInsert,
): Promise<string> {
  const [row] = await tx.insert(accountRequests).values(request).returning({ id: accountRequests.id })
  if (!row) throw new Error('PostgreSQL gave no request back.')
  return row.id
}

/** Takes the request away, so that it is answered once; null where it has been. */
export async function takeAccountRequest(tx: Transaction, id: string): Promise<AccountRequestRow | null> {
  const [row] = await tx.delete(accountRequests).where(eq(accountRequests.id, id)).returning()
  return row ?? null
}

/** Removes links that ended before the moment, and requests that nobody answered since. */
export async function sweepMailTokens(tx: Transaction, before: Date): Promise<void> {
  await tx.delete(mailTokens).where(lt(mailTokens.expiresAt, before))
  await tx.delete(accountRequests).where(lt(accountRequests.createdAt, before))
}
