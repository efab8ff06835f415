import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { findAccount } from './account.repository.ts'
import { askByAddress } from './ask-by-address.ts'
import { countMail } from './attempt-limit.ts'
import { voidMailTokens } from './mail-token.repository.ts'
import { requestMailSchema, type RequestMailInput } from './schemas.ts'
import { sendLink } from './send-account-mail.ts'

/**
 * Has a link for signing in, good once within ten minutes, go to the address if it has an account; the answer does not
 * tell. Throws `auth.too-many-attempts`.
 */
export function requestSignInLink(context: Context, input: RequestMailInput): Promise<void> {
  return requestByAddress(context, 'sign-in', input)
}

/**
 * Has a link for choosing a new password, good once within an hour, go to the address if it has an account; the answer
 * does not tell. Throws `auth.too-many-attempts`.
 */
export function requestPasswordReset(context: Context, input: RequestMailInput): Promise<void> {
  return requestByAddress(context, 'reset-password', input)
}

async function requestByAddress(
  context: Context,
  kind: 'sign-in' | 'reset-password',
  input: RequestMailInput,
): Promise<void> {
  const { email, locale } = parseInput(requestMailSchema, input)
  await countMail(kind, email)
  await askByAddress(context, { kind, email, locale })
}

/**
 * Sends the link that proves one's own address once more; earlier ones stop working. An address that is proved already
 * gets none. Throws `auth.too-many-attempts`.
 */
export async function resendVerification(context: Context): Promise<void> {
  authorize(context, 'account.own')
  const accountId = requireAccountId(context)
  const account = await findAccount(accountId)
  if (!account) throw notFound('account', accountId)
  if (account.emailVerifiedAt) return
  await countMail('register', account.email)
  await inTransaction(async (tx) => {
    await voidMailTokens(tx, accountId, ['verify-email'], context.now)
    await sendLink(tx, context, { mail: 'verify', accountId, purpose: 'verify-email' })
  })
}
