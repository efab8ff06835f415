import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import type { Queryable } from '../../platform/postgres/postgres.ts'
import { entitlementsOf, toEntitlementDto, type EntitlementRow } from './entitlement.repository.ts'
import { authorizeOwnOrStaff } from './policy.ts'
import { accountIdSchema, type EntitlementDto } from './schemas.ts'

/** Gives every right an account was ever granted, the newest first: one's own, or others' with `entitlement.read`. */
export async function listEntitlements(
  context: Context,
  input: { accountId: string },
): Promise<EntitlementDto[]> {
  const { accountId } = parseInput(accountIdSchema, input)
  authorizeOwnOrStaff(context, accountId)
  return (await entitlementsOf(accountId)).map(toEntitlementDto)
}

/**
 * Gives the same rows to another domain's verb that has authorised it, seen by its transaction: what it decides by them
 * must not change meanwhile.
 */
export function readRights(db: Queryable, accountId: string): Promise<EntitlementRow[]> {
  return entitlementsOf(accountId, db)
}

/** Gives what this domain keeps of an account, for its owner's copy of their data. */
export async function exportEntitlements(
  context: Context,
  input: { accountId: string },
): Promise<{ entitlements: Omit<EntitlementDto, 'note' | 'grantedBy'>[] }> {
  const all = await listEntitlements(context, input)
  // What staff wrote to themselves is theirs.
  return { entitlements: all.map(({ note: _note, grantedBy: _grantedBy, ...own }) => own) }
}
