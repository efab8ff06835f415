import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { assets, sources, uploads } from '#db/postgres/schema/index.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'
import type { AssetRow } from './asset.repository.ts'

export type UploadRow = typeof uploads.$inferSelect

export async function insertUpload(tx: Transaction, upload: typeof uploads.$inferInsert): Promise<void> {
  await tx.insert(uploads).values(upload)
}

export async function lockUpload(tx: Transaction, uploadId: string): Promise<UploadRow | null> {
  const [upload] = await tx.select().from(uploads).where(eq(uploads.id, uploadId)).for('update')
  return upload ?? null
}

export async function findUpload(db: Queryable, uploadId: string): Promise<UploadRow | null> {
  const [upload] = await db.select().from(uploads).where(eq(uploads.id, uploadId))
  return upload ?? null
}

export async function endUpload(
  tx: Transaction,
  uploadId: string,
  end: { state: 'completed' | 'cancelled'; at: Date },
): Promise<void> {
  const completedAt = end.state === 'completed' ? end.at : null
  await tx.update(uploads).set({ state: end.state, completedAt }).where(eq(uploads.id, uploadId))
}

/** Ids of an asset's uploads, ended ones too. */
export async function findUploadIds(db: Queryable, assetId: string): Promise<string[]> {
  const rows = await db.select({ id: uploads.id }).from(uploads).where(eq(uploads.assetId, assetId))
  return rows.map((row) => row.id)
}

/** Uploads that are still being received, newest first. */
export async function findReceivingUploads(db: Queryable): Promise<{ upload: UploadRow; asset: AssetRow }[]> {
  return db
    .select({ upload: uploads, asset: assets })
    .from(uploads)
    .innerJoin(assets, eq(uploads.assetId, assets.id))
    .where(eq(uploads.state, 'receiving'))
    .orderBy(desc(uploads.createdAt))
}

/** Has everybody else who asks whether there is room wait until this transaction has ended. */
export async function lockRoom(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('upload-room'))`)
}

/** Bytes of all stored sources; those that share a file count once. */
export async function sumSourceBytes(db: Queryable): Promise<number> {
  const files = db
    .selectDistinct({ storageKey: sources.storageKey, sizeBytes: sources.sizeBytes })
    .from(sources)
    .as('files')
  const [row] = await db.select({ sum: sql<string>`coalesce(sum(${files.sizeBytes}), 0)` }).from(files)
  return Number(row?.sum ?? 0)
}

/** Notes that bytes came. */
export async function touchUpload(db: Queryable, uploadId: string, at: Date): Promise<void> {
  await db.update(uploads).set({ receivedAt: at }).where(eq(uploads.id, uploadId))
}

/** Keeps the SHA-256 that the sender reckoned. */
export async function saveUploadHash(db: Queryable, uploadId: string, sha256: string): Promise<void> {
  await db.update(uploads).set({ sha256 }).where(eq(uploads.id, uploadId))
}

/** An account's unfinished upload of the file with this fingerprint, the newest first. */
export async function findUnfinishedUpload(
  db: Queryable,
  file: { accountId: string; fingerprint: string; sizeBytes: number },
): Promise<{ upload: UploadRow; asset: AssetRow } | null> {
  const [row] = await db
    .select({ upload: uploads, asset: assets })
    .from(uploads)
    .innerJoin(assets, eq(uploads.assetId, assets.id))
    .where(
      and(
        eq(uploads.state, 'receiving'),
        eq(uploads.accountId, file.accountId),
        eq(uploads.fingerprint, file.fingerprint),
        eq(uploads.sizeBytes, file.sizeBytes),
      ),
    )
    .orderBy(desc(uploads.createdAt))
    .limit(1)
  return row ?? null
}

/** Uploads of which nothing has come since, in any state. */
export async function findUploadsQuietSince(db: Queryable, since: Date): Promise<UploadRow[]> {
  return db
    .select()
    .from(uploads)
    .where(
      lt(
        sql`coalesce(${uploads.receivedAt}, ${uploads.createdAt})`,
        sql`${since.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(uploads.createdAt)
}

/** Those of these ids that name an upload still being received. */
export async function findOpenUploadIds(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(inArray(uploads.id, [...ids]), eq(uploads.state, 'receiving')))
  return new Set(rows.map((row) => row.id))
}

export async function deleteUpload(tx: Transaction, uploadId: string): Promise<void> {
  await tx.delete(uploads).where(eq(uploads.id, uploadId))
}
