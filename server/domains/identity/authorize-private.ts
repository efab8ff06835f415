import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import type { Queryable } from '../../platform/postgres/postgres.ts'
import { staffAccount } from './errors.ts'
import { findPerson } from './people.repository.ts'
import { isOwnAccount, mayActUpon } from './policy.ts'

/**
 * Lets staff who help somebody at what is private of them. Wants `account.read-private`; throws `account.not-found`, and
 * `account.staff` where the other is of the house as well and whoever asks may not set roles.
 */
export async function authorizePrivate(context: Context, accountId: string, db?: Queryable): Promise<void> {
  authorize(context, 'account.read-private')
  const person = await findPerson(accountId, db)
  if (!person) throw notFound('account', accountId)
  if (!isOwnAccount(context.actor, accountId) && !mayActUpon(context.actor, person)) throw staffAccount()
}
