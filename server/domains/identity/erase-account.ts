import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { deleteAccount, findAccountsToErase, holdAccount } from './account.repository.ts'
import { endSessionsOf } from './end-session.ts'
import { accountErasedEvent } from './events.ts'
import { eraseAccountJob } from './jobs.ts'
import { sweepMailTokens } from './mail-token.repository.ts'
import { requireSystem } from './policy.ts'
import { forgetSessions } from './resolve-session.ts'

const keptTokensMs = 30 * 24 * 60 * 60 * 1000

/** Has each account erased whose grace has passed, and removes links and requests that ended a month ago. */
export async function eraseDueAccounts(context: Context): Promise<{ due: number }> {
  requireSystem(context)
  const due = await findAccountsToErase(context.now)
  for (const accountId of due) {
    await inTransaction((tx) =>
      enqueue(
        tx,
        context,
        eraseAccountJob,
        { accountId },
        { dedupeKey: accountId, subject: { type: 'account', id: accountId } },
      ),
    )
  }
  await inTransaction((tx) => sweepMailTokens(tx, new Date(context.now.getTime() - keptTokensMs)))
  return { due: due.length }
}

/**
 * Erases identity's part of an account whose grace has passed: the account, its sessions, tokens and links. The event
 * `account.erased` has every other domain erase its own. The audit log keeps the bare id. One that was kept meanwhile,
 * or is gone, is left alone: false then.
 */
export async function eraseAccount(context: Context, input: { accountId: string }): Promise<boolean> {
  requireSystem(context)
  const { accountId } = input
  const ended = await inTransaction(async (tx) => {
    const account = await holdAccount(tx, accountId)
    if (!account?.erasesAt || account.erasesAt > context.now) return null
    const ids = await endSessionsOf(tx, context, { accountId, reason: 'erased' })
    await deleteAccount(tx, accountId)
    await recordEvent(tx, context, accountErasedEvent, { accountId })
    await recordAudit(tx, context, 'account.erase', { type: 'account', id: accountId })
    return ids
  })
  forgetSessions(ended ?? [])
  return ended !== null
}
