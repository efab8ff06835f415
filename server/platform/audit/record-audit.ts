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
