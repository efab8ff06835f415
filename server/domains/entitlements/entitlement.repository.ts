import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { entitlements } from '#db/postgres/schema/index.ts'
import { tellChange } from '../../platform/postgres/tell-change.ts'
import { database, ofDatabase, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'
import type { EntitlementDto } from './schemas.ts'

export type EntitlementRow = typeof entitlements.$inferSelect

/** On which an account is named whose rights have changed: by whatever writes here, in the same transaction. */
export const rightsChannel = 'marquee_rights'

/** Adds the right unless this source has granted the account one before; null then. */
export async function insertEntitlement(
  tx: Transaction,
  entitlement: typeof entitlements.$inferInsert,
): Promise<EntitlementRow | null> {
  const [row] = await tx
    .insert(entitlements)
    .values(entitlement)
    .onConflictDoNothing({ target: [entitlements.accountId, entitlements.source] })
    .returning()
  if (row) await tellChange(tx, rightsChannel, row.accountId)
  return row ?? null
}

export async function findBySource(
  db: Queryable,
  { accountId, source }: { accountId: string; source: string },
): Promise<EntitlementRow | null> {
  const [row] = await db
    .select()
    .from(entitlements)
    .where(and(eq(entitlements.accountId, accountId), eq(entitlements.source, source)))
  return row ?? null
}

/** The right, kept from other changes until the transaction ends. */
export async function lockEntitlement(tx: Transaction, id: string): Promise<EntitlementRow | null> {
  const [row] = await tx.select().from(entitlements).where(eq(entitlements.id, id)).for('update')
  return row ?? null
}

export async function markRevoked(
  tx: Transaction,
  { id, at, reason }: { id: string; at: Date; reason: string },
): Promise<EntitlementRow> {
  const [row] = await tx
    .update(entitlements)
    .set({ revokedAt: at, revokeReason: reason })
    .where(eq(entitlements.id, id))
    .returning()
  if (!row) throw new Error(`Entitlement ${id} vanished while it was locked.`)
  await tellChange(tx, rightsChannel, row.accountId)
  return row
}

/** All of an account, the newest first. */
export async function entitlementsOf(
  accountId: string,
  db: Queryable = database(),
): Promise<EntitlementRow[]> {
  return db
    .select()
    .from(entitlements)
    .where(eq(entitlements.accountId, accountId))
    .orderBy(desc(entitlements.createdAt), desc(entitlements.id))
}

/**
 * What of an account's rights is for this title and was not taken back, over or not begun yet too: one look at the index
 * `(account_id, title_id)`.
 */
export async function standingRights(accountId: string, titleId: string): Promise<EntitlementRow[]> {
  return standingStatement().execute({ accountId, titleId })
}

const standingStatement = ofDatabase((db) =>
  db
    .select()
    .from(entitlements)
    .where(
      and(
        eq(entitlements.accountId, sql.placeholder('accountId')),
        or(isNull(entitlements.titleId), eq(entitlements.titleId, sql.placeholder('titleId'))),
        isNull(entitlements.revokedAt),
      ),
    )
    .prepare('standing_rights'),
)

export async function removeEntitlements(tx: Transaction, accountId: string): Promise<number> {
  const rows = await tx
    .delete(entitlements)
    .where(eq(entitlements.accountId, accountId))
    .returning({ id: entitlements.id })
  await tellChange(tx, rightsChannel, accountId)
  return rows.length
}

/** The watching has begun: the right now ends at this moment. */
export async function markPlayStarted(
  tx: Transaction,
  { id, at, endsAt }: { id: string; at: Date; endsAt: Date },
): Promise<EntitlementRow> {
  const [row] = await tx
    .update(entitlements)
    .set({ playStartedAt: at, endsAt })
    .where(eq(entitlements.id, id))
    .returning()
  if (!row) throw new Error(`Entitlement ${id} vanished while it was locked.`)
  await tellChange(tx, rightsChannel, row.accountId)
  return row
}

export function toEntitlementDto(row: EntitlementRow): EntitlementDto {
  return {
    id: row.id,
    accountId: row.accountId,
    scope: row.scope,
    titleId: row.titleId,
    seasonNumber: row.seasonNumber,
    kinds: row.kinds,
    reason: row.reason,
    source: row.source,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    maxStreams: row.maxStreams,
    maxHeight: row.maxHeight,
    playHours: row.playHours,
    playStartedAt: row.playStartedAt?.toISOString() ?? null,
    note: row.note,
    grantedBy: row.grantedBy,
    createdAt: row.createdAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    revokeReason: row.revokeReason,
  }
}
