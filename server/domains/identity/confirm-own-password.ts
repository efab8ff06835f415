import { requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { findAccount, type AccountRow } from './account.repository.ts'
import { countWithin, forgetCounts } from './attempt-limit.ts'
import { accountHasNoPassword, wrongPassword } from './errors.ts'
import { verifyPassword } from './password.ts'
import type { Caller } from './schemas.ts'
import { countAttempt, forgetAttempts } from './sign-in-limit.ts'

const triesAtOnce = [{ seconds: 15 * 60, requests: 10 }]

/**
 * Gives the account that asks once its password was shown again: a session left open on somebody's device is not enough
 * for what can't be taken back. Ten failures in 15 minutes are counted by account: only who is signed in to it comes
 * here. Throws `account.wrong-password`, `account.no-password`, `auth.too-many-attempts`.
 */
export async function confirmOwnPassword(context: Context, password: string): Promise<AccountRow> {
  const accountId = requireAccountId(context)
  const account = await findAccount(accountId)
  if (!account) throw notFound('account', accountId)
  if (account.passwordHash === null) throw accountHasNoPassword()
  const tries = `confirm\n${accountId}`
  await countWithin(tries, triesAtOnce)
  if (!(await verifyPassword(account.passwordHash, password))) throw wrongPassword()
  await forgetCounts([tries], triesAtOnce)
  return account
}

/**
 * Wants the account's password from the reader of a link, who need not be signed in; tries are counted as those of a
 * sign-in. Throws `account.wrong-password`, `auth.too-many-attempts`.
 */
export async function requirePasswordOf(
  account: AccountRow,
  password: string,
  caller: Caller,
): Promise<void> {
  const attempt = { email: account.email, caller }
  await countAttempt(attempt)
  if (!(await verifyPassword(account.passwordHash, password))) throw wrongPassword()
  await forgetAttempts(attempt)
}
