import { desc, eq } from 'drizzle-orm'
import { assets, uploads } from '#db/postgres/schema/index.ts'
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
    .limit(200)
}
