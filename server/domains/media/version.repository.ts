import { and, desc, eq, inArray, max, ne } from 'drizzle-orm'
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
