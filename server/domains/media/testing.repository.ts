import { eq } from 'drizzle-orm'
import { auditEntries, sources, uploads } from '#db/postgres/schema/index.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { idOf } from './testing.ts'

/** The film that was made of the upload at this path. */
export async function sourceOf(path: string): Promise<typeof sources.$inferSelect | undefined> {
  const [source] = await database()
    .select()
    .from(sources)
    .where(eq(sources.uploadId, idOf(path)))
  return source
}

/** The row of the upload at this path. */
export async function uploadOf(path: string): Promise<typeof uploads.$inferSelect | undefined> {
  const [upload] = await database()
    .select()
    .from(uploads)
    .where(eq(uploads.id, idOf(path)))
  return upload
}

/** What was done to a thing, in order. */
export async function auditedActions(subjectId: string): Promise<string[]> {
  const rows = await database()
    .select({ action: auditEntries.action })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, subjectId))
    .orderBy(auditEntries.at, auditEntries.id)
  return rows.map((row) => row.action)
}
