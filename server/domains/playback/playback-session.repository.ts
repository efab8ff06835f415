import { and, asc, desc, eq, gt, inArray, isNull, lte, sql, type SQL } from 'drizzle-orm'
import { playbackSessions } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'

export type PlaybackSessionRow = typeof playbackSessions.$inferSelect
export type PlaybackEnd = NonNullable<PlaybackSessionRow['endReason']>

/** Who has not been heard of for this long is dead, whether or not somebody has written it down. */
const silenceMs = 60_000

/** Keeps others from opening a session of this account until the transaction ends. */
export async function lockStreams(tx: Transaction, accountId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`playback:${accountId}`}, 0))`)
}

/** Those of an account that live, the oldest first. */
export async function livingOf(
  accountId: string,
  now: Date,
  db: Queryable = database(),
): Promise<PlaybackSessionRow[]> {
  return db
    .select()
    .from(playbackSessions)
    .where(and(eq(playbackSessions.accountId, accountId), isLiving(now)))
    .orderBy(asc(playbackSessions.startedAt), asc(playbackSessions.id))
}

export async function insertPlaybackSession(
  tx: Transaction,
  session: typeof playbackSessions.$inferInsert,
): Promise<PlaybackSessionRow> {
  const [row] = await tx.insert(playbackSessions).values(session).returning()
  if (!row) throw new Error('PostgreSQL gave no playback session back.')
  return row
}

export async function findPlaybackSession(id: string): Promise<PlaybackSessionRow | null> {
  const [row] = await database().select().from(playbackSessions).where(eq(playbackSessions.id, id))
  return row ?? null
}

/** Says that it plays still, and what; null when it has died meanwhile. */
export async function touchPlaybackSession(
  db: Queryable,
  id: string,
  now: Date,
  playing: Partial<Pick<PlaybackSessionRow, 'versionId' | 'profileId' | 'maxHeight'>> = {},
): Promise<PlaybackSessionRow | null> {
  const [row] = await db
    .update(playbackSessions)
    .set({ ...playing, heartbeatAt: now })
    .where(and(eq(playbackSessions.id, id), isLiving(now)))
    .returning()
  return row ?? null
}

/** Ends those that have not ended; gives what it ended. */
export async function endPlaybackSessions(
  tx: Transaction,
  ids: readonly string[],
  { at, reason }: { at: Date; reason: PlaybackEnd },
): Promise<PlaybackSessionRow[]> {
  if (ids.length === 0) return []
  return tx
    .update(playbackSessions)
    .set({ endedAt: at, endReason: reason })
    .where(and(inArray(playbackSessions.id, [...ids]), isNull(playbackSessions.endedAt)))
    .returning()
}

/** Those of these sign-ins that have not ended, heard of or not. */
export async function openOfSignIns(
  tx: Transaction,
  accountId: string,
  sessionIds: readonly string[],
): Promise<PlaybackSessionRow[]> {
  if (sessionIds.length === 0) return []
  return tx
    .select()
    .from(playbackSessions)
    .where(
      and(
        eq(playbackSessions.accountId, accountId),
        inArray(playbackSessions.sessionId, [...sessionIds]),
        isNull(playbackSessions.endedAt),
      ),
    )
}

/** Writes down who fell silent: it ended with its last heartbeat. */
export async function endSilent(tx: Transaction, now: Date): Promise<number> {
  const rows = await tx
    .update(playbackSessions)
    .set({ endedAt: playbackSessions.heartbeatAt, endReason: 'silent' })
    .where(and(isNull(playbackSessions.endedAt), lte(playbackSessions.heartbeatAt, silentSince(now))))
    .returning({ id: playbackSessions.id })
  return rows.length
}

/** All of an account, the newest first. */
export async function allOf(accountId: string): Promise<PlaybackSessionRow[]> {
  return database()
    .select()
    .from(playbackSessions)
    .where(eq(playbackSessions.accountId, accountId))
    .orderBy(desc(playbackSessions.startedAt))
}

export async function removeAllOf(tx: Transaction, accountId: string): Promise<number> {
  const rows = await tx
    .delete(playbackSessions)
    .where(eq(playbackSessions.accountId, accountId))
    .returning({ id: playbackSessions.id })
  return rows.length
}

export function isAlive(row: PlaybackSessionRow, now: Date): boolean {
  return row.endedAt === null && row.heartbeatAt > silentSince(now)
}

function isLiving(now: Date): SQL | undefined {
  return and(isNull(playbackSessions.endedAt), gt(playbackSessions.heartbeatAt, silentSince(now)))
}

function silentSince(now: Date): Date {
  return new Date(now.getTime() - silenceMs)
}
