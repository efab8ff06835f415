import { and, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { dataExports } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'
import type { DataExportDto } from './schemas.ts'

export type DataExportRow = typeof dataExports.$inferSelect

/** Holds, until the transaction ends, back whoever else would ask for a copy of this account's data. */
export async function holdDataExports(tx: Transaction, accountId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`data export ${accountId}`}))`)
}

export async function insertDataExport(
  tx: Transaction,
  row: typeof dataExports.$inferInsert,
): Promise<DataExportRow> {
  const [inserted] = await tx.insert(dataExports).values(row).returning()
  if (!inserted) throw new Error('PostgreSQL gave no export back.')
  return inserted
}

export async function findDataExport(id: string): Promise<DataExportRow | null> {
  const [row] = await database().select().from(dataExports).where(eq(dataExports.id, id))
  return row ?? null
}

/** Those of an account that are being made or can be taken, the newest first. */
export async function openDataExports(
  accountId: string,
  now: Date,
  db: Queryable = database(),
): Promise<DataExportRow[]> {
  return db
    .select()
    .from(dataExports)
    .where(
      and(
        eq(dataExports.accountId, accountId),
        or(isNull(dataExports.expiresAt), gt(dataExports.expiresAt, now)),
      ),
    )
    .orderBy(desc(dataExports.requestedAt))
}

/** Gives the file's row what is known once it is there; false where the account was erased meanwhile. */
export async function markExportReady(
  tx: Transaction,
  id: string,
  ready: { readyAt: Date; expiresAt: Date; sizeBytes: number },
): Promise<boolean> {
  const rows = await tx
    .update(dataExports)
    .set(ready)
    .where(eq(dataExports.id, id))
    .returning({ id: dataExports.id })
  return rows.length > 0
}

export async function expiredDataExports(now: Date): Promise<DataExportRow[]> {
  return database().select().from(dataExports).where(lte(dataExports.expiresAt, now))
}

export async function removeDataExport(id: string): Promise<void> {
  await database().delete(dataExports).where(eq(dataExports.id, id))
}

export async function removeDataExportsOf(tx: Transaction, accountId: string): Promise<number> {
  const rows = await tx
    .delete(dataExports)
    .where(eq(dataExports.accountId, accountId))
    .returning({ id: dataExports.id })
  return rows.length
}

/** Nobody signs this key: the file goes through the route that asks for the session alone. */
export function exportKey({ accountId, id }: Pick<DataExportRow, 'accountId' | 'id'>): string {
  return `${exportsOf(accountId)}${id}.json`
}

/** The folder of all copies of an account's data. */
export function exportsOf(accountId: string): string {
  return `private/exports/${accountId}/`
}

export function toDataExportDto(row: DataExportRow): DataExportDto {
  return {
    id: row.id,
    requestedAt: row.requestedAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    sizeBytes: row.sizeBytes,
  }
}
