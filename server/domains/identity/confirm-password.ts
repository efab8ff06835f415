import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { confirmOwnPassword } from './confirm-own-password.ts'
import { confirmPasswordSchema } from './schemas.ts'

/**
 * Wants the password of the account that asks, for verbs of other domains that not everybody at the screen may use.
 * Throws `account.wrong-password`, `account.no-password`, `auth.too-many-attempts`.
 */
export async function confirmPassword(context: Context, input: { password: string }): Promise<void> {
  const { password } = parseInput(confirmPasswordSchema, input)
  await confirmOwnPassword(context, password)
}
