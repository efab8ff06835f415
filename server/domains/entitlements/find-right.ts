import type { z } from 'zod'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { livingRights, type EntitlementRow } from './entitlement.repository.ts'
import { authorizeOwnOrStaff } from './policy.ts'
import { findRightSchema, houseStreams, type FindRightInput, type Right } from './schemas.ts'

/**
 * Gives the right by which an account may watch a title now: of several one that watching does not use up, then the one
 * that lasts longest; with the most streams and the tallest picture that any of them allows. Null where there is none.
 */
export async function findRight(context: Context, input: FindRightInput): Promise<Right | null> {
  const { accountId, titleId, ...watched } = parseInput(findRightSchema, input)
  authorizeOwnOrStaff(context, accountId)
  const living = await livingRights(accountId, titleId, context.now)
  const rights = living.filter((right) => opens(right, watched))
  const best = rights.toSorted(
    (a, b) => Number(isUnstarted(a)) - Number(isUnstarted(b)) || endOf(b) - endOf(a),
  )[0]
  if (!best) return null
  const heights = rights.map((right) => right.maxHeight ?? Number.POSITIVE_INFINITY)
  const tallest = Math.max(...heights)
  return {
    entitlementId: best.id,
    scope: best.scope,
    reason: best.reason,
    endsAt: best.endsAt?.toISOString() ?? null,
    maxStreams: Math.max(...rights.map((right) => right.maxStreams ?? houseStreams)),
    maxHeight: Number.isFinite(tallest) ? tallest : null,
    startsByWatching: isUnstarted(best),
  }
}

/** Whoever does not say what a title is asks for a right to all kinds. */
function opens(
  right: EntitlementRow,
  {
    kind,
    inPlans,
    seasonNumber,
  }: Pick<z.output<typeof findRightSchema>, 'kind' | 'inPlans' | 'seasonNumber'>,
): boolean {
  if (right.reason === 'subscription' && !inPlans) return false
  if (right.kinds !== null && (kind === undefined || !right.kinds.includes(kind))) return false
  return right.seasonNumber === null || right.seasonNumber === seasonNumber
}

function isUnstarted({ playHours, playStartedAt }: EntitlementRow): boolean {
  return playHours !== null && playStartedAt === null
}

/** A number that sorts: what has no end comes last of all. */
function endOf({ endsAt }: EntitlementRow): number {
  return endsAt?.getTime() ?? Number.MAX_SAFE_INTEGER
}
