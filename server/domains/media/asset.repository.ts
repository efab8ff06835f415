import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { assets, renditions, sources, versions } from '#db/postgres/schema/index.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'
import type { AssetTarget } from './schemas.ts'

export type AssetRow = typeof assets.$inferSelect
export type SourceRow = typeof sources.$inferSelect
export type VersionRow = typeof versions.$inferSelect
export type RenditionRow = typeof renditions.$inferSelect

/** Gives the asset of a target, made now when there is none; its row stays locked, so that version numbers are in turn. */
export async function ensureAsset(tx: Transaction, target: AssetTarget, now: Date): Promise<AssetRow> {
  await tx
    .insert(assets)
    .values({ ...target, createdAt: now })
    .onConflictDoNothing()
  const episode =
    target.episodeId === null ? isNull(assets.episodeId) : eq(assets.episodeId, target.episodeId)
  const [asset] = await tx
    .select()
    .from(assets)
    .where(and(eq(assets.titleId, target.titleId), episode, eq(assets.role, target.role)))
    .for('update')
  if (!asset) throw new Error(`The asset of title ${target.titleId} vanished within its own transaction.`)
  return asset
}

export async function lockAsset(tx: Transaction, assetId: string): Promise<AssetRow | null> {
  const [asset] = await tx.select().from(assets).where(eq(assets.id, assetId)).for('update')
  return asset ?? null
}

export async function findAsset(db: Queryable, assetId: string): Promise<AssetRow | null> {
  const [asset] = await db.select().from(assets).where(eq(assets.id, assetId))
  return asset ?? null
}

export async function findAssetsOfTitle(db: Queryable, titleId: string): Promise<AssetRow[]> {
  return db.select().from(assets).where(eq(assets.titleId, titleId)).orderBy(assets.createdAt)
}

export async function findAssetsOfEpisode(db: Queryable, episodeId: string): Promise<AssetRow[]> {
  return db.select().from(assets).where(eq(assets.episodeId, episodeId)).orderBy(assets.createdAt)
}

export async function deleteAsset(tx: Transaction, assetId: string): Promise<void> {
  await tx.delete(assets).where(eq(assets.id, assetId))
}

export async function setCurrentVersion(tx: Transaction, assetId: string, versionId: string): Promise<void> {
  await tx.update(assets).set({ currentVersionId: versionId }).where(eq(assets.id, assetId))
}

export async function insertSource(tx: Transaction, source: typeof sources.$inferInsert): Promise<SourceRow> {
  const [row] = await tx.insert(sources).values(source).returning()
  if (!row) throw new Error('A source was not kept.')
  return row
}

export async function findSource(db: Queryable, sourceId: string): Promise<SourceRow | null> {
  const [source] = await db.select().from(sources).where(eq(sources.id, sourceId))
  return source ?? null
}

export async function findSourceOfUpload(db: Queryable, uploadId: string): Promise<SourceRow | null> {
  const [source] = await db.select().from(sources).where(eq(sources.uploadId, uploadId))
  return source ?? null
}

export async function findLatestSource(db: Queryable, assetId: string): Promise<SourceRow | null> {
  const [source] = await db
    .select()
    .from(sources)
    .where(eq(sources.assetId, assetId))
    .orderBy(desc(sources.createdAt), desc(sources.id))
    .limit(1)
  return source ?? null
}

export async function saveProbe(tx: Transaction, sourceId: string, probe: unknown): Promise<void> {
  await tx.update(sources).set({ probe }).where(eq(sources.id, sourceId))
}

/** The rungs of what is shown now of these titles' films, trailers aside, each name once a title. */
export async function findCurrentRungs(
  db: Queryable,
  titleIds: readonly string[],
): Promise<{ titleId: string; name: string }[]> {
  if (titleIds.length === 0) return []
  return db
    .selectDistinct({ titleId: assets.titleId, name: renditions.name })
    .from(assets)
    .innerJoin(renditions, eq(renditions.versionId, assets.currentVersionId))
    .where(and(inArray(assets.titleId, [...titleIds]), eq(assets.role, 'main')))
}

/** Versions of these assets with their renditions, newest first. */
export async function findVersionsOfAssets(
  db: Queryable,
  assetIds: readonly string[],
): Promise<{ version: VersionRow; renditions: RenditionRow[] }[]> {
  if (assetIds.length === 0) return []
  const rows = await db
    .select()
    .from(versions)
    .where(inArray(versions.assetId, [...assetIds]))
    .orderBy(desc(versions.number))
  return withRenditions(db, rows)
}

/** Adds to each version its renditions, lowest first. */
export async function withRenditions(
  db: Queryable,
  rows: readonly VersionRow[],
): Promise<{ version: VersionRow; renditions: RenditionRow[] }[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const found = await db
    .select()
    .from(renditions)
    .where(inArray(renditions.versionId, ids))
    .orderBy(renditions.height)
  return rows.map((version) => ({ version, renditions: found.filter((row) => row.versionId === version.id) }))
}
