import { and, desc, eq, isNull } from 'drizzle-orm'
import { operatorLinks } from '#db/postgres/schema/index.ts'
import { database, type Transaction } from '../../platform/postgres/postgres.ts'

export type OperatorLinkRow = typeof operatorLinks.$inferSelect

export async function insertOperatorLink(
  tx: Transaction,
  link: typeof operatorLinks.$inferInsert,
): Promise<OperatorLinkRow> {
  const [row] = await tx.insert(operatorLinks).values(link).returning()
  if (!row) throw new Error('PostgreSQL gave no link back.')
  return row
}

export async function findOperatorLink(id: string): Promise<OperatorLinkRow | null> {
  const [row] = await database().select().from(operatorLinks).where(eq(operatorLinks.id, id))
  return row ?? null
}

/** The newest first. */
export async function findOperatorLinks(limit: number): Promise<OperatorLinkRow[]> {
  return database().select().from(operatorLinks).orderBy(desc(operatorLinks.createdAt)).limit(limit)
}

/** Takes it back; null when there is none, or it was taken back before. */
export async function markLinkRevoked(
  tx: Transaction,
  id: string,
  at: Date,
): Promise<OperatorLinkRow | null> {
  const [row] = await tx
    .update(operatorLinks)
    .set({ revokedAt: at })
    .where(and(eq(operatorLinks.id, id), isNull(operatorLinks.revokedAt)))
    .returning()
  return row ?? null
}
