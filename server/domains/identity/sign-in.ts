import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAccountByEmail, toAccountDto } from './account.repository.ts'
import { accountLocked, badCredentials } from './errors.ts'
import { openSession } from './open-session.ts'
import { verifyPassword } from './password.ts'
import { signInSchema, type SignedInDto, type SignInInput } from './schemas.ts'
import { countAttempt, forgetAttempts } from './sign-in-limit.ts'

/**
 * Begins a session of the account whose address and password these are. Throws `auth.bad-credentials` (one answer,
 * one duration, whatever was wrong), `account.locked` to whoever knows the password of a locked account, and
 * `auth.too-many-attempts` after ten failures in 15 minutes from one address or a hundred from all; a device that has
 * signed in before is counted by itself.
 */
export async function signIn(context: Context, input: SignInInput): Promise<SignedInDto> {
  const { email, password, caller, kind } = parseInput(signInSchema, input)
  const attempt = { email, caller }
  await countAttempt(attempt)
  const account = await findAccountByEmail(email)
  const right = await verifyPassword(account?.passwordHash ?? null, password)
  if (!account || !right) throw badCredentials()
  await forgetAttempts(attempt)
  if (account.lockedAt) throw accountLocked()
  const session = await openSession(context, account, { kind, method: 'password', caller })
  return { account: toAccountDto(account), sessionId: session.id }
}
