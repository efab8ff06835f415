import type { Queryable } from '../../platform/postgres/postgres.ts'
import { findAccount } from './account.repository.ts'

/**
 * Tells another domain's verb that has authorised it whether an account is there, seen by its transaction: false once it
 * is erased.
 */
export async function hasAccount(db: Queryable, accountId: string): Promise<boolean> {
  return (await findAccount(accountId, db)) !== null
}
