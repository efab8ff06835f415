import { and, desc, eq, gt, inArray, isNotNull, max, min, ne, sql } from 'drizzle-orm'
import { assets, renditions, sources, versions } from '#db/postgres/schema/index.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'
import type { Rung } from '../../platform/media-tools/port.ts'
import type { AssetRow, SourceRow, VersionRow } from './asset.repository.ts'

/** Makes the asset's next version; call with the asset's row locked. */
export async function insertVersion(
  tx: Transaction,
  version: { id: string; assetId: string; sourceId: string; storagePrefix: string; createdAt: Date },
): Promise<VersionRow> {
  const [last] = await tx
    .select({ number: max(versions.number) })
    .from(versions)
    .where(eq(versions.assetId, version.assetId))
  const [row] = await tx
    .insert(versions)
    .values({ ...version, number: (last?.number ?? 0) + 1, state: 'waiting' })
    .returning()
  if (!row) throw new Error('A version was not kept.')
  return row
}

export async function lockVersion(tx: Transaction, versionId: string): Promise<VersionRow | null> {
  const [version] = await tx.select().from(versions).where(eq(versions.id, versionId)).for('update')
  return version ?? null
}

export async function findVersion(db: Queryable, versionId: string): Promise<VersionRow | null> {
  const [version] = await db.select().from(versions).where(eq(versions.id, versionId))
  return version ?? null
}

/** The first version made of a source. */
export async function findVersionOfSource(db: Queryable, sourceId: string): Promise<VersionRow | null> {
  const [version] = await db
    .select()
    .from(versions)
    .where(eq(versions.sourceId, sourceId))
    .orderBy(versions.number)
    .limit(1)
  return version ?? null
}

export type VersionChange = Partial<Omit<typeof versions.$inferInsert, 'id' | 'assetId' | 'number'>>

export async function updateVersion(
  tx: Transaction,
  versionId: string,
  change: VersionChange,
): Promise<void> {
  await tx.update(versions).set(change).where(eq(versions.id, versionId))
}

/** Marks what was published before as superseded and gives the ids. */
export async function supersedeOthers(
  tx: Transaction,
  assetId: string,
  versionId: string,
): Promise<string[]> {
  const rows = await tx
    .update(versions)
    .set({ state: 'superseded' })
    .where(and(eq(versions.assetId, assetId), eq(versions.state, 'published'), ne(versions.id, versionId)))
    .returning({ id: versions.id })
  return rows.map((row) => row.id)
}

/** Replaces the version's rungs by the plan's. */
export async function replaceRenditions(
  tx: Transaction,
  versionId: string,
  rungs: readonly Rung[],
): Promise<void> {
  await tx.delete(renditions).where(eq(renditions.versionId, versionId))
  if (rungs.length === 0) return
  await tx.insert(renditions).values(
    rungs.map((rung) => ({
      versionId,
      name: rung.name,
      width: rung.width,
      height: rung.height,
      codec: 'h264',
      targetBitsPerSecond: rung.bitrate,
    })),
  )
}

export async function updateRenditions(
  tx: Transaction,
  versionId: string,
  change: Partial<typeof renditions.$inferInsert>,
  name?: string,
): Promise<void> {
  const which = name === undefined ? undefined : eq(renditions.name, name)
  await tx
    .update(renditions)
    .set(change)
    .where(and(eq(renditions.versionId, versionId), which))
}

export type EncodeRow = { version: VersionRow; asset: AssetRow; source: SourceRow }

/** Versions with what they are of, newest first. */
export async function findEncodes(
  db: Queryable,
  filter: { versionId?: string; titleId?: string; states?: readonly VersionRow['state'][]; limit: number },
): Promise<EncodeRow[]> {
  const { versionId, titleId, states, limit } = filter
  const rows = await db
    .select({ version: versions, asset: assets, source: sources })
    .from(versions)
    .innerJoin(assets, eq(versions.assetId, assets.id))
    .innerJoin(sources, eq(versions.sourceId, sources.id))
    .where(
      and(
        versionId ? eq(versions.id, versionId) : undefined,
        titleId ? eq(assets.titleId, titleId) : undefined,
        states ? inArray(versions.state, [...states]) : undefined,
      ),
    )
    .orderBy(desc(versions.createdAt), desc(versions.id))
    .limit(limit)
  return rows
}

/** Moves the moment until which a version's files are needed, never back; false when they are gone. */
export async function lengthenNeed(db: Queryable, versionId: string, until: Date): Promise<boolean> {
  const rows = await db
    .update(versions)
    .set({ neededUntil: sql`greatest(${versions.neededUntil}, ${until.toISOString()}::timestamptz)` })
    .where(and(eq(versions.id, versionId), isNotNull(versions.hlsPath)))
    .returning({ id: versions.id })
  return rows.length > 0
}

/** When the next published version of the same asset took this one's place; null when none has. */
export async function findSupersededAt(db: Queryable, version: VersionRow): Promise<Date | null> {
  if (version.publishedAt === null) return null
  const [next] = await db
    .select({ at: min(versions.publishedAt) })
    .from(versions)
    .where(and(eq(versions.assetId, version.assetId), gt(versions.publishedAt, version.publishedAt)))
  return next?.at ?? null
}

/** Tells whether the asset has a later version that is published or on its way there. */
export async function hasLaterVersion(db: Queryable, version: VersionRow): Promise<boolean> {
  const [later] = await db
    .select({ id: versions.id })
    .from(versions)
    .where(
      and(
        eq(versions.assetId, version.assetId),
        gt(versions.number, version.number),
        inArray(versions.state, ['waiting', 'encoding', 'published']),
      ),
    )
    .limit(1)
  return later !== undefined
}

/** Gives those of the versions that wait or are being encoded. */
export async function findUnfinished(db: Queryable, versionIds: readonly string[]): Promise<Set<string>> {
  if (versionIds.length === 0) return new Set()
  const rows = await db
    .select({ id: versions.id })
    .from(versions)
    .where(and(inArray(versions.id, [...versionIds]), inArray(versions.state, ['waiting', 'encoding'])))
  return new Set(rows.map((row) => row.id))
}
