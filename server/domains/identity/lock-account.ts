import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { changeAccount, hasOtherAdmin, holdAdmins } from './account.repository.ts'
import { endSessionsOf } from './end-session.ts'
import { alreadyLocked, lastAdmin, notLocked } from './errors.ts'
import { holdSomebodyElse } from './somebody-else.ts'
import { forgetSessions } from './resolve-session.ts'
import { accountIdSchema, lockAccountSchema, type LockAccountInput } from './schemas.ts'

/**
 * Locks an account: nobody signs in to it, and its sessions end everywhere at once, with what they play. Wants
 * `account.lock`, and for somebody of the house `account.set-role`. Throws `account.not-found`,
 * `account.already-locked`, `account.own`, `account.staff`, `account.last-admin`.
 */
export async function lockAccount(context: Context, input: LockAccountInput): Promise<void> {
  authorize(context, 'account.lock')
  const { accountId, reason } = parseInput(lockAccountSchema, input)
  const ended = await inTransaction(async (tx) => {
    await holdAdmins(tx)
    const account = await holdSomebodyElse(tx, context, accountId)
    if (account.lockedAt) throw alreadyLocked()
    if (account.role === 'admin' && !(await hasOtherAdmin(tx, accountId))) throw lastAdmin()
    await changeAccount(tx, accountId, { lockedAt: context.now, lockReason: reason })
    await recordAudit(tx, context, 'account.lock', { type: 'account', id: accountId, detail: { reason } })
    return endSessionsOf(tx, context, { accountId, reason: 'locked' })
  })
  forgetSessions(ended)
}

/** Lets an account sign in again. Throws `account.not-found`, `account.not-locked`, `account.own`, `account.staff`. */
export async function unlockAccount(context: Context, input: { accountId: string }): Promise<void> {
  authorize(context, 'account.lock')
  const { accountId } = parseInput(accountIdSchema, input)
  await inTransaction(async (tx) => {
    const account = await holdSomebodyElse(tx, context, accountId)
    if (!account.lockedAt) throw notLocked()
    await changeAccount(tx, accountId, { lockedAt: null, lockReason: null })
    await recordAudit(tx, context, 'account.unlock', {
      type: 'account',
      id: accountId,
      detail: { lockedAt: account.lockedAt.toISOString(), reason: account.lockReason },
    })
  })
}
