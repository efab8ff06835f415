import { and, desc, eq, inArray, notInArray, sql } from 'drizzle-orm'
import { assets, sources } from '#db/postgres/schema/index.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'
import type { AssetRow, SourceRow } from './asset.repository.ts'

/** Of the stored bytes. */
export type FileHash = { sha256: string; sizeBytes: number }

/** Sources of the same bytes, oldest first. */
export async function findSourcesOfFile(
  db: Queryable,
  { sha256, sizeBytes }: FileHash,
): Promise<SourceRow[]> {
  return db
    .select()
    .from(sources)
    .where(and(eq(sources.sha256, sha256), eq(sources.sizeBytes, sizeBytes)))
    .orderBy(sources.createdAt)
}

/**
 * Gives a source of the same bytes that is not among the excepted, locked against removal; whoever registers the
 * same file at the same time waits, so that one of two finds the other.
 */
export async function lockSourceOfFile(
  tx: Transaction,
  { sha256, sizeBytes }: FileHash,
  exceptIds: readonly string[],
): Promise<SourceRow | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`)
  const [source] = await tx
    .select()
    .from(sources)
    .where(
      and(
        eq(sources.sha256, sha256),
        eq(sources.sizeBytes, sizeBytes),
        exceptIds.length > 0 ? notInArray(sources.id, [...exceptIds]) : undefined,
      ),
    )
    .orderBy(sources.createdAt)
    .limit(1)
    .for('share')
  return source ?? null
}

/** Sources with this fingerprint and their assets, newest first. */
export async function findSourcesByFingerprint(
  db: Queryable,
  file: { fingerprint: string; sizeBytes: number },
): Promise<{ source: SourceRow; asset: AssetRow }[]> {
  return db
    .select({ source: sources, asset: assets })
    .from(sources)
    .innerJoin(assets, eq(sources.assetId, assets.id))
    .where(and(eq(sources.fingerprint, file.fingerprint), eq(sources.sizeBytes, file.sizeBytes)))
    .orderBy(desc(sources.createdAt))
    .limit(20)
}

/** Keys of an asset's sources. */
export async function findSourceKeys(db: Queryable, assetId: string): Promise<string[]> {
  const rows = await db.select({ key: sources.storageKey }).from(sources).where(eq(sources.assetId, assetId))
  return [...new Set(rows.map((row) => row.key))]
}

/** Those of these keys that some source names. */
export async function findNamedKeys(db: Queryable, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await db
    .select({ key: sources.storageKey })
    .from(sources)
    .where(inArray(sources.storageKey, [...keys]))
  return new Set(rows.map((row) => row.key))
}
