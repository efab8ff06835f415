import { requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAccount } from './account.repository.ts'
import { wrongPassword } from './errors.ts'
import { verifyPassword } from './password.ts'
import { confirmPasswordSchema } from './schemas.ts'
import { countAttempt, forgetAttempts } from './sign-in-limit.ts'

/**
 * Lets go on who knows the password of the account they are signed in to, before something that not everybody at the
 * screen may do. Throws `account.wrong-password`, and `auth.too-many-attempts` after ten failures in 15 minutes.
 */
export async function confirmPassword(context: Context, input: { password: string }): Promise<void> {
  const accountId = requireAccountId(context)
  const { password } = parseInput(confirmPasswordSchema, input)
  const attempt = { email: accountId, address: 'confirm' }
  await countAttempt(attempt)
  const account = await findAccount(accountId)
  if (!(await verifyPassword(account?.passwordHash ?? null, password))) throw wrongPassword()
  await forgetAttempts(attempt)
}
