import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAccount, toAccountDto } from './account.repository.ts'
import { isOwnAccount } from './policy.ts'
import { getAccountSchema, type AccountDto } from './schemas.ts'

/** Gives an account: one's own to anybody, others' to admins. Throws `account.not-found`. */
export async function getAccount(context: Context, input: { id: string }): Promise<AccountDto> {
  const { id } = parseInput(getAccountSchema, input)
  if (!isOwnAccount(context.actor, id)) authorize(context, 'account.read')
  const account = await findAccount(id)
  if (!account) throw notFound('account', id)
  return toAccountDto(account)
}
