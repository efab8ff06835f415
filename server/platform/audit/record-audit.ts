import { and, eq, sql } from 'drizzle-orm'
import { auditEntries } from '#db/postgres/schema/index.ts'
import { describeActor, type Context } from '../context/context.ts'
import type { Transaction } from '../postgres/postgres.ts'
import type { AuditAction } from './schemas.ts'

export type AuditSubject = { type: string; id: string; detail?: Record<string, unknown> }

/** Writes who did what to which thing, in the transaction of the change itself. */
export async function recordAudit(
  tx: Transaction,
  context: Context,
  action: AuditAction,
  subject: AuditSubject,
): Promise<void> {
  await tx.insert(auditEntries).values({
    at: context.now,
    actor: describeActor(context.actor),
    action,
    subjectType: subject.type,
    subjectId: subject.id,
    detail: subject.detail ?? {},
    requestId: context.requestId,
  })
}

/** Tells whether the log has this of the thing already, with all of this detail. */
export async function isAudited(
  tx: Transaction,
  action: AuditAction,
  subject: AuditSubject,
): Promise<boolean> {
  const { type, id, detail = {} } = subject
  const rows = await tx
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectType, type),
        eq(auditEntries.subjectId, id),
        eq(auditEntries.action, action),
        sql`${auditEntries.detail} @> ${JSON.stringify(detail)}::jsonb`,
      ),
    )
    .limit(1)
  return rows.length > 0
}
