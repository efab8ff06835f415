import { and, asc, eq, sql } from 'drizzle-orm'
import { externalEncodes } from '#db/postgres/schema/index.ts'
import { listen } from '../../platform/postgres/listen.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'

/** The channel that tells of a change, with the request's key. */
const channel = 'marquee_external_encodes'

export type ExternalEncodeRow = typeof externalEncodes.$inferSelect
export type ExternalEncodeChange = Partial<
  Pick<ExternalEncodeRow, 'externalId' | 'state' | 'percent' | 'error' | 'updatedAt'>
>

/** A version's tries whose key begins so, oldest first. */
export async function findExternalEncodes(
  db: Queryable,
  versionId: string,
  keyPrefix: string,
): Promise<ExternalEncodeRow[]> {
  return db
    .select()
    .from(externalEncodes)
    .where(
      and(
        eq(externalEncodes.versionId, versionId),
        sql`starts_with(${externalEncodes.requestKey}, ${keyPrefix})`,
      ),
    )
    .orderBy(asc(externalEncodes.createdAt), asc(externalEncodes.id))
}

/** Keeps a new try; one of that key already there stays as it is. */
export async function insertExternalEncode(
  tx: Transaction,
  row: { versionId: string; requestKey: string; createdAt: Date },
): Promise<void> {
  await tx
    .insert(externalEncodes)
    .values({ ...row, service: 'mediaconvert', state: 'submitted', updatedAt: row.createdAt })
    .onConflictDoNothing({ target: externalEncodes.requestKey })
}

export async function lockExternalEncode(
  tx: Transaction,
  requestKey: string,
): Promise<ExternalEncodeRow | null> {
  const [row] = await tx
    .select()
    .from(externalEncodes)
    .where(eq(externalEncodes.requestKey, requestKey))
    .for('update')
  return row ?? null
}

export async function updateExternalEncode(
  tx: Transaction,
  id: string,
  change: ExternalEncodeChange,
): Promise<void> {
  await tx.update(externalEncodes).set(change).where(eq(externalEncodes.id, id))
}

/** Wakes, once the transaction commits, whoever waits for this try. */
export async function announceExternalEncode(tx: Transaction, requestKey: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${requestKey})`)
}

/** Calls back for each announcement of this try and whenever some may have been missed; gives the way to stop. */
export function listenForExternalEncode(requestKey: string, wake: () => void): Promise<() => Promise<void>> {
  return listen(channel, (told) => {
    if (told === '' || told === requestKey) wake()
  })
}
