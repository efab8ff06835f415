import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { holdAccount, type AccountRow } from './account.repository.ts'
import { ownAccount, staffAccount } from './errors.ts'
import { isOwnAccount, mayActUpon } from './policy.ts'

/**
 * Gives the account of somebody else for a change by staff, held until the transaction ends. Throws
 * `account.not-found`, `account.own`, and `account.staff` where the other is of the house as well and whoever asks
 * may not set roles.
 */
export async function holdSomebodyElse(
  tx: Transaction,
  context: Context,
  accountId: string,
): Promise<AccountRow> {
  if (isOwnAccount(context.actor, accountId)) throw ownAccount()
  const account = await holdAccount(tx, accountId)
  if (!account) throw notFound('account', accountId)
  if (!mayActUpon(context.actor, account)) throw staffAccount()
  return account
}
