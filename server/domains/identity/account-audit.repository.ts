import { and, desc, eq, or } from 'drizzle-orm'
import { auditEntries } from '#db/postgres/schema/index.ts'
import { database } from '../../platform/postgres/postgres.ts'

type AuditRow = typeof auditEntries.$inferSelect

/** Gives what the log holds of an account: done by it or to it, newest first. */
export async function findAuditOf(accountId: string): Promise<AuditRow[]> {
  return database()
    .select()
    .from(auditEntries)
    .where(
      or(
        eq(auditEntries.actor, `account:${accountId}`),
        and(eq(auditEntries.subjectType, 'account'), eq(auditEntries.subjectId, accountId)),
      ),
    )
    .orderBy(desc(auditEntries.at))
    .limit(10_000)
}
