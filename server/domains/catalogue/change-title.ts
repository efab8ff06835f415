import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { AuditAction } from '../../platform/audit/schemas.ts'
import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { titleNotFound } from './errors.ts'
import { titleChangedEvent } from './events.ts'
import { refreshAtWindow } from './refresh-at-window.ts'
import { refreshPagesSoon } from './refresh-pages.ts'
import { lockTitle, saveTitle, type TitleChanges, type TitleRow } from './title.repository.ts'

export type TitleChange<Result> = {
  /** Columns of the title itself that change, if any. */
  set?: TitleChanges
  /** For the audit entry. */
  detail?: Record<string, unknown>
  /** What the verb gives, read once the title is saved. */
  result: () => Promise<Result>
}

/**
 * Does one change to a title: locks it, runs the work, then writes moment, event and audit entry in the same
 * transaction, and has the pages that show it refreshed. Throws `title.not-found`.
 */
export async function changeTitle<Result>(
  context: Context,
  { titleId, action }: { titleId: string; action: AuditAction & `title.${string}` },
  work: (tx: Transaction, title: TitleRow) => Promise<TitleChange<Result>>,
): Promise<Result> {
  const { result, slugs, visible } = await inTransaction(async (tx) => {
    const before = await lockTitle(tx, titleId)
    if (!before) throw titleNotFound(titleId)
    const change = await work(tx, before)
    const after = await saveTitle(tx, titleId, { ...change.set, updatedAt: context.now })
    const addresses = [...new Set([after.slug, before.slug])]
    const isVisible = before.status === 'published' || after.status === 'published'
    await recordEvent(tx, context, titleChangedEvent, { titleId, slugs: addresses, visible: isVisible })
    if (isVisible) await refreshAtWindow(tx, context, after)
    await recordAudit(tx, context, action, {
      type: 'title',
      id: titleId,
      detail: { slug: after.slug, ...change.detail },
    })
    return { result: await change.result(), slugs: addresses, visible: isVisible }
  })
  if (visible) await refreshPagesSoon(context, slugs)
  return result
}
