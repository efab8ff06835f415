import { and, desc, eq, gt, inArray, isNull, lt, ne, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { accounts, sessions } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'
import type { AccountRow } from './account.repository.ts'

export type SessionRow = typeof sessions.$inferSelect
export type SessionEnd = NonNullable<SessionRow['endReason']>

export async function insertSession(
  tx: Transaction,
  session: typeof sessions.$inferInsert,
): Promise<SessionRow> {
  const [row] = await tx.insert(sessions).values(session).returning()
  if (!row) throw new Error('PostgreSQL gave no session back.')
  return row
}

/** The session with its account, however it stands. */
export async function findSession(
  id: string,
  db: Queryable = database(),
): Promise<{ session: SessionRow; account: AccountRow } | null> {
  const [row] = await db
    .select({ session: sessions, account: accounts })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(eq(sessions.id, id))
  return row ?? null
}

/** Those of an account that have not ended, the last used first. */
export async function findOpenSessions(
  accountId: string,
  now: Date,
  db: Queryable = database(),
): Promise<SessionRow[]> {
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), isOpen(now)))
    .orderBy(desc(sessions.lastUsedAt))
}

/** Of these sessions, those that have not ended and whose accounts are not locked, with the accounts' roles. */
export async function findLiveRoles(
  ids: readonly string[],
  now: Date,
): Promise<Map<string, AccountRow['role']>> {
  if (ids.length === 0) return new Map()
  const rows = await database()
    .select({ id: sessions.id, role: accounts.role })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(inArray(sessions.id, [...ids]), isOpen(now), isNull(accounts.lockedAt)))
  return new Map(rows.map((row) => [row.id, row.role]))
}

/** These sessions with their accounts, however they stand. */
export async function findSessions(
  ids: readonly string[],
): Promise<{ session: SessionRow; account: AccountRow }[]> {
  if (ids.length === 0) return []
  return database()
    .select({ session: sessions, account: accounts })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(inArray(sessions.id, [...ids]))
}

/** The same, by the session's id. */
export async function findSessionsById(
  ids: readonly string[],
): Promise<Map<string, { session: SessionRow; account: AccountRow }>> {
  return new Map((await findSessions(ids)).map((found) => [found.session.id, found]))
}

/** Tells whether the account has signed in on this device before. */
export async function knowsDevice(tx: Transaction, accountId: string, deviceHash: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), eq(sessions.deviceHash, deviceHash)))
    .limit(1)
  return row !== undefined
}

/** Tells the same of the account that has this address, if there is one. */
export async function knowsDeviceOf(email: string, deviceHash: string): Promise<boolean> {
  const [row] = await database()
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(sql`lower(${accounts.email})`, email), eq(sessions.deviceHash, deviceHash)))
    .limit(1)
  return row !== undefined
}

/** Every session of an account, ended ones too, newest first. */
export async function findSessionsOf(accountId: string): Promise<SessionRow[]> {
  return database()
    .select()
    .from(sessions)
    .where(eq(sessions.accountId, accountId))
    .orderBy(desc(sessions.createdAt))
}

/** Notes a use of the session and until when it may be used again. */
export async function touchSession(id: string, at: Date, expiresAt: Date): Promise<void> {
  await database().update(sessions).set({ lastUsedAt: at, expiresAt }).where(eq(sessions.id, id))
}

/** Notes a use of the session and until when it may be used again. */
export async function extendSession(tx: Transaction, id: string, at: Date, expiresAt: Date): Promise<void> {
  await tx.update(sessions).set({ lastUsedAt: at, expiresAt }).where(eq(sessions.id, id))
}

/** Has the account's other sessions forget that this profile was chosen in them, and names those that had. */
export async function forgetProfile(choice: {
  accountId: string
  profileId: string
  exceptSessionId: string | undefined
}): Promise<string[]> {
  const { accountId, profileId, exceptSessionId } = choice
  const rows = await database()
    .update(sessions)
    .set({ profileId: null })
    .where(
      and(
        eq(sessions.accountId, accountId),
        eq(sessions.profileId, profileId),
        exceptSessionId === undefined ? undefined : ne(sessions.id, exceptSessionId),
      ),
    )
    .returning({ id: sessions.id })
  return rows.map(({ id }) => id)
}

export async function setSessionProfile(id: string, profileId: string | null): Promise<void> {
  await database().update(sessions).set({ profileId }).where(eq(sessions.id, id))
}

/** Tells whether the account has ever had a session that is still on record. */
export async function hasSessions(tx: Transaction, accountId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.accountId, accountId))
    .limit(1)
  return row !== undefined
}

/** Ends those of an account's sessions that have not ended: one, all but one, or all. Gives the ended ones' ids. */
export async function endOpenSessions(
  tx: Transaction,
  end: {
    accountId: string
    only?: string | undefined
    except?: string | undefined
    at: Date
    reason: SessionEnd
  },
): Promise<string[]> {
  const conditions: (SQL | undefined)[] = [eq(sessions.accountId, end.accountId), isNull(sessions.endedAt)]
  if (end.only) conditions.push(eq(sessions.id, end.only))
  if (end.except) conditions.push(ne(sessions.id, end.except))
  const rows = await tx
    .update(sessions)
    .set({ endedAt: end.at, endReason: end.reason })
    .where(and(...conditions))
    .returning({ id: sessions.id })
  return rows.map((row) => row.id)
}

/** Removes sessions that were over before the moment, each account's last used apart, and gives how many. */
export async function deleteOldSessions(before: Date): Promise<number> {
  const last = alias(sessions, 'last')
  const rows = await database()
    .delete(sessions)
    .where(
      and(
        or(lt(sessions.endedAt, before), lt(sessions.expiresAt, before)),
        ne(
          sessions.id,
          database()
            .select({ id: last.id })
            .from(last)
            .where(eq(last.accountId, sessions.accountId))
            .orderBy(desc(last.lastUsedAt), desc(last.id))
            .limit(1),
        ),
      ),
    )
    .returning({ id: sessions.id })
  return rows.length
}

function isOpen(now: Date): SQL | undefined {
  return and(isNull(sessions.endedAt), gt(sessions.expiresAt, now))
}
