import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { livingRights, type EntitlementRow } from './entitlement.repository.ts'
import { authorizeOwnOrStaff } from './policy.ts'
import { findRightSchema, houseStreams, type Right } from './schemas.ts'

/**
 * Gives the right by which an account may watch a title now: of several the one that lasts longest, with the most
 * streams that any of them allows. Null where there is none.
 */
export async function findRight(
  context: Context,
  input: { accountId: string; titleId: string },
): Promise<Right | null> {
  const { accountId, titleId } = parseInput(findRightSchema, input)
  authorizeOwnOrStaff(context, accountId)
  const rights = await livingRights(accountId, titleId, context.now)
  const best = rights.toSorted((a, b) => endOf(b) - endOf(a))[0]
  if (!best) return null
  return {
    entitlementId: best.id,
    scope: best.scope,
    reason: best.reason,
    endsAt: best.endsAt?.toISOString() ?? null,
    maxStreams: Math.max(...rights.map((right) => right.maxStreams ?? houseStreams)),
  }
}

/** A number that sorts: what has no end comes last of all. */
function endOf({ endsAt }: EntitlementRow): number {
  return endsAt?.getTime() ?? Number.MAX_SAFE_INTEGER
}
