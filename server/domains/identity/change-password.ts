import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import { sessionIdOf, type Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { changeAccount } from './account.repository.ts'
import { confirmOwnPassword } from './confirm-own-password.ts'
import { endSessionsOf } from './end-session.ts'
import { voidMailTokens } from './mail-token.repository.ts'
import { hashPassword } from './password.ts'
import { requireGoodPassword } from './password-rules.ts'
import { forgetSessions } from './resolve-session.ts'
import { changePasswordSchema, type ChangePasswordInput } from './schemas.ts'
import { sendAccountMail } from './send-account-mail.ts'

/**
 * Gives one's own account another password for the old one; the other sessions end, and a mail tells. Throws
 * `account.wrong-password`, `account.no-password`, `account.password-common`, `account.password-own`.
 */
export async function changePassword(
  context: Context,
  input: ChangePasswordInput,
): Promise<{ ended: number }> {
  authorize(context, 'account.own')
  const { oldPassword, password } = parseInput(changePasswordSchema, input)
  const account = await confirmOwnPassword(context, oldPassword)
  await requireGoodPassword(password, account)
  const passwordHash = await hashPassword(password)
  const accountId = account.id
  const ended = await inTransaction(async (tx) => {
    await changeAccount(tx, accountId, { passwordHash })
    await voidMailTokens(tx, accountId, ['reset-password', 'sign-in', 'change-email'], context.now)
    await recordAudit(tx, context, 'account.change-password', { type: 'account', id: accountId })
    await sendAccountMail(tx, context, { mail: 'password-changed', accountId })
    return endSessionsOf(tx, context, { accountId, except: sessionIdOf(context), reason: 'password-changed' })
  })
  forgetSessions(ended)
  return { ended: ended.length }
}
