import { and, asc, desc, eq, inArray, or } from 'drizzle-orm'
import { titleOffers } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'
import type { Target } from './terms.ts'

export type TitleOfferRow = typeof titleOffers.$inferSelect

/** Offers the target, or offers it again; `isNew` where it was not offered a moment ago. The row is locked. */
export async function upsertTitleOffer(
  tx: Transaction,
  { kind, target, now }: { kind: TitleOfferRow['kind']; target: Target; now: Date },
): Promise<{ row: TitleOfferRow; isNew: boolean }> {
  const [added] = await tx
    .insert(titleOffers)
    .values({
      kind,
      targetKind: target.kind,
      targetId: target.id,
      status: 'offered',
      createdAt: now,
      changedAt: now,
    })
    .onConflictDoNothing({ target: [titleOffers.kind, titleOffers.targetKind, titleOffers.targetId] })
    .returning()
  if (added) return { row: added, isNew: true }
  const [there] = await tx
    .select()
    .from(titleOffers)
    .where(and(eq(titleOffers.kind, kind), isOf(target.kind, [target.id])))
    .for('update')
  if (!there) throw new Error(`The ${kind} of ${target.kind} ${target.id} vanished while it was offered.`)
  if (there.status === 'offered') return { row: there, isNew: false }
  return { row: await saveTitleOffer(tx, there.id, { status: 'offered', changedAt: now }), isNew: true }
}

/** The offer, kept from other changes until the transaction ends; null where there is none. */
export async function lockTitleOffer(tx: Transaction, id: string): Promise<TitleOfferRow | null> {
  const [row] = await tx.select().from(titleOffers).where(eq(titleOffers.id, id)).for('update')
  return row ?? null
}

export async function saveTitleOffer(
  tx: Transaction,
  id: string,
  changes: Pick<TitleOfferRow, 'status' | 'changedAt'>,
): Promise<TitleOfferRow> {
  const [row] = await tx.update(titleOffers).set(changes).where(eq(titleOffers.id, id)).returning()
  if (!row) throw new Error(`Offer ${id} vanished while it was locked.`)
  return row
}

export async function titleOffersById(db: Queryable, ids: readonly string[]): Promise<TitleOfferRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(titleOffers)
    .where(inArray(titleOffers.id, [...ids]))
}

/** Rentals, then purchases, of any of these targets. */
export async function titleOffersOf(targets: Record<Target['kind'], string[]>): Promise<TitleOfferRow[]> {
  return database()
    .select()
    .from(titleOffers)
    .where(or(isOf('title', targets.title), isOf('season', targets.season), isOf('bundle', targets.bundle)))
    .orderBy(desc(titleOffers.kind), asc(titleOffers.createdAt), asc(titleOffers.id))
}

/** The offers that were changed last, of all targets. */
export async function newestTitleOffers(limit: number): Promise<TitleOfferRow[]> {
  return database()
    .select()
    .from(titleOffers)
    .orderBy(desc(titleOffers.changedAt), desc(titleOffers.id))
    .limit(limit)
}

function isOf(kind: Target['kind'], ids: string[]) {
  return and(eq(titleOffers.targetKind, kind), inArray(titleOffers.targetId, ids))
}
