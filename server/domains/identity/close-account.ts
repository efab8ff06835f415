import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { changeAccount, hasOtherAdmin, holdAccount, holdAdmins } from './account.repository.ts'
import { confirmOwnPassword } from './confirm-own-password.ts'
import { endSessionsOf } from './end-session.ts'
import { lastAdmin } from './errors.ts'
import { voidMailTokens } from './mail-token.repository.ts'
import { forgetSessions } from './resolve-session.ts'
import { confirmPasswordSchema } from './schemas.ts'
import { sendAccountMail } from './send-account-mail.ts'

const graceMs = 14 * 24 * 60 * 60 * 1000

/**
 * Has one's own account erased in 14 days, signs it out everywhere at once and tells by mail. Until then, signing in and
 * `keepAccount` take it back. Throws `account.wrong-password`, `account.no-password`, `account.last-admin`.
 */
export async function closeAccount(
  context: Context,
  input: { password: string },
): Promise<{ erasesAt: string }> {
  authorize(context, 'account.own')
  const { password } = parseInput(confirmPasswordSchema, input)
  const account = await confirmOwnPassword(context, password)
  const accountId = account.id
  const erasesAt = new Date(context.now.getTime() + graceMs)
  const ended = await inTransaction(async (tx) => {
    if (account.role === 'admin') await holdAdmins(tx)
    const current = await holdAccount(tx, accountId)
    if (!current) throw notFound('account', accountId)
    if (current.role === 'admin' && !(await hasOtherAdmin(tx, accountId))) throw lastAdmin()
    await changeAccount(tx, accountId, { erasesAt })
    await voidMailTokens(tx, accountId, ['sign-in', 'reset-password', 'change-email'], context.now)
    await recordAudit(tx, context, 'account.close', { type: 'account', id: accountId })
    await sendAccountMail(tx, context, { mail: 'closing', accountId })
    return endSessionsOf(tx, context, { accountId, reason: 'ended-by-owner' })
  })
  forgetSessions(ended)
  return { erasesAt: erasesAt.toISOString() }
}

/** Takes back that one's own account shall be erased; one that stays anyway is left as it is. */
export async function keepAccount(context: Context): Promise<void> {
  authorize(context, 'account.own')
  const accountId = requireAccountId(context)
  await inTransaction(async (tx) => {
    const account = await holdAccount(tx, accountId)
    if (!account) throw notFound('account', accountId)
    if (!account.erasesAt) return
    await changeAccount(tx, accountId, { erasesAt: null })
    await recordAudit(tx, context, 'account.keep', { type: 'account', id: accountId })
  })
}
