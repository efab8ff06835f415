import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { hashSecret } from '../../platform/secrets/hash-secret.ts'
import { changeAccount, findAccount, holdAccount } from './account.repository.ts'
import { endSessionsOf } from './end-session.ts'
import { linkInvalid } from './errors.ts'
import { allPurposes, findGoodToken, useMailToken, voidMailTokens } from './mail-token.repository.ts'
import { hashPassword } from './password.ts'
import { requireGoodPassword } from './password-rules.ts'
import { actingAs } from './policy.ts'
import { forgetSessions } from './resolve-session.ts'
import { resetPasswordSchema, type ResetPasswordInput } from './schemas.ts'
import { sendAccountMail } from './send-account-mail.ts'
import { forgetAttempts } from './sign-in-limit.ts'

/**
 * Gives the account of a mail's link a new password, once, and ends all its sessions; its owner is told by mail. The
 * link proves the address too. Throws `mail-link.invalid`, `account.password-common`, `account.password-own`.
 */
export async function resetPassword(context: Context, input: ResetPasswordInput): Promise<{ email: string }> {
  const { token, password, caller } = parseInput(resetPasswordSchema, input)
  const tokenHash = hashSecret(token)
  // Looked at before the costly hash, and before a refused password would use the link up.
  const found = await findGoodToken(tokenHash, ['reset-password'], context.now)
  const account = found && (await findAccount(found.accountId))
  if (!account) throw linkInvalid()
  await requireGoodPassword(password, account)
  const passwordHash = await hashPassword(password)
  const ended = await inTransaction(async (tx) => {
    const used = await useMailToken(tx, tokenHash, ['reset-password'], context.now)
    const current = used && (await holdAccount(tx, used.accountId))
    if (!current) throw linkInvalid()
    const owner = actingAs(context, current)
    await changeAccount(tx, current.id, {
      passwordHash,
      emailVerifiedAt: current.emailVerifiedAt ?? context.now,
      registeredDeviceHash: null,
    })
    await voidMailTokens(tx, current.id, allPurposes, context.now)
    await recordAudit(tx, owner, 'account.reset-password', { type: 'account', id: current.id })
    await sendAccountMail(tx, owner, { mail: 'password-changed', accountId: current.id })
    return endSessionsOf(tx, owner, { accountId: current.id, reason: 'password-changed' })
  })
  forgetSessions(ended)
  await forgetAttempts({ email: account.email, caller })
  return { email: account.email }
}
