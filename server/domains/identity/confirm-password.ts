import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { requireAccountId } from '../../platform/authorize/authorize.ts'
import { confirmOwnPassword } from './confirm-own-password.ts'
import { confirmPasswordSchema } from './schemas.ts'

/**
 * Lets go on who knows the password of the account they are signed in to, before something that not everybody at the
 * screen may do. Throws `account.wrong-password`, `account.no-password`, and `auth.too-many-attempts` after ten failures
 * in 15 minutes.
 */
export async function confirmPassword(context: Context, input: { password: string }): Promise<void> {
  requireAccountId(context)
  const { password } = parseInput(confirmPasswordSchema, input)
  await confirmOwnPassword(context, password)
}
