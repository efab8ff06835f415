import { asc, desc, eq, inArray } from 'drizzle-orm'
import { bundles, bundleTitles } from '#db/postgres/schema/index.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'
import type { BundleDto } from './dtos.ts'

export type BundleRow = typeof bundles.$inferSelect

/** Adds the bundle unless its address is taken; null then. */
export async function insertBundle(
  tx: Transaction,
  bundle: typeof bundles.$inferInsert,
): Promise<BundleRow | null> {
  const [row] = await tx
    .insert(bundles)
    .values(bundle)
    .onConflictDoNothing({ target: bundles.slug })
    .returning()
  return row ?? null
}

export async function lockBundle(tx: Transaction, id: string): Promise<BundleRow | null> {
  const [row] = await tx.select().from(bundles).where(eq(bundles.id, id)).for('update')
  return row ?? null
}

export async function renameBundle(tx: Transaction, id: string, name: BundleRow['name']): Promise<void> {
  await tx.update(bundles).set({ name }).where(eq(bundles.id, id))
}

export async function replaceBundleTitles(
  tx: Transaction,
  bundleId: string,
  titleIds: readonly string[],
): Promise<void> {
  await tx.delete(bundleTitles).where(eq(bundleTitles.bundleId, bundleId))
  await tx.insert(bundleTitles).values(titleIds.map((titleId) => ({ bundleId, titleId })))
}

/** These bundles, or all of them, the newest first. */
export async function readBundles(db: Queryable, ids?: readonly string[]): Promise<BundleDto[]> {
  if (ids?.length === 0) return []
  const rows = await db
    .select({ bundle: bundles, titleId: bundleTitles.titleId })
    .from(bundles)
    .innerJoin(bundleTitles, eq(bundleTitles.bundleId, bundles.id))
    .where(ids ? inArray(bundles.id, [...ids]) : undefined)
    .orderBy(desc(bundles.createdAt), desc(bundles.id), asc(bundleTitles.titleId))
  const found = new Map<string, BundleDto>()
  for (const { bundle, titleId } of rows) {
    const { id, slug, name, createdAt } = bundle
    const dto = found.get(id) ?? { id, slug, name, titleIds: [], createdAt: createdAt.toISOString() }
    found.set(id, { ...dto, titleIds: [...dto.titleIds, titleId] })
  }
  return [...found.values()]
}

export async function bundlesWith(db: Queryable, titleId: string): Promise<string[]> {
  const rows = await db
    .select({ id: bundleTitles.bundleId })
    .from(bundleTitles)
    .where(eq(bundleTitles.titleId, titleId))
  return rows.map(({ id }) => id)
}
