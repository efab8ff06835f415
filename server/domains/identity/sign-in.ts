import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { findAccountByEmail, toAccountDto } from './account.repository.ts'
import { badCredentials } from './errors.ts'
import { verifyPassword } from './password.ts'
import { signInSchema, type AccountDto, type SignInInput } from './schemas.ts'
import { countAttempt, forgetAttempts } from './sign-in-limit.ts'

/**
 * Gives the account whose address and password these are. Throws `auth.bad-credentials` (one answer, one
 * duration, whatever was wrong) and `auth.too-many-attempts` after ten failures in 15 minutes from one address
 * or a hundred from all.
 */
export async function signIn(context: Context, input: SignInInput): Promise<AccountDto> {
  const { email, password, address } = parseInput(signInSchema, input)
  await countAttempt({ email, address })
  const account = await findAccountByEmail(email)
  const right = await verifyPassword(account?.passwordHash ?? null, password)
  if (!account || !right) throw badCredentials()
  await forgetAttempts({ email, address })
  const signedIn: Context = {
    ...context,
    actor: { kind: 'account', accountId: account.id, role: account.role },
  }
  await inTransaction((tx) =>
    recordAudit(tx, signedIn, 'account.sign-in', { type: 'account', id: account.id }),
  )
  return toAccountDto(account)
}
