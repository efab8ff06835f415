import type { Queryable } from '../../platform/postgres/postgres.ts'
import { findAccount } from './account.repository.ts'
import { namesOf } from './people.repository.ts'

/**
 * Tells another domain's verb that has authorised it whether an account is there, seen by its transaction: false once it
 * is erased.
 */
export async function hasAccount(db: Queryable, accountId: string): Promise<boolean> {
  return (await findAccount(accountId, db)) !== null
}

/** Tells another domain's verb that has authorised it which of these accounts are there: those erased are left out. */
export async function findAccountsThere(accountIds: readonly string[]): Promise<Set<string>> {
  return new Set((await namesOf([...new Set(accountIds)])).keys())
}
