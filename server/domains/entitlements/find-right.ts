import type { z } from 'zod'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { believedRights } from './believed-rights.ts'
import { standingRights, type EntitlementRow } from './entitlement.repository.ts'
import { authorizeOwnOrStaff } from './policy.ts'
import {
  findRightSchema,
  houseStreams,
  recallRightsSchema,
  type FindRightInput,
  type RecallRightsInput,
  type Right,
  type TitleRights,
} from './schemas.ts'

type Watched = Omit<z.output<typeof findRightSchema>, 'accountId' | 'titleId'>

/**
 * Gives the right by which an account may watch a title now: of several one that watching does not use up, then the one
 * that lasts longest; with the most streams and the tallest picture that any of them allows. Null where there is none.
 * The database is asked.
 */
export async function findRight(context: Context, input: FindRightInput): Promise<Right | null> {
  const { accountId, titleId, ...watched } = parseInput(findRightSchema, input)
  authorizeOwnOrStaff(context, accountId)
  return choose(await standingRights(accountId, titleId), watched, context.now)
}

/**
 * Gives what `findRight` gives, believing what this process has read before: what was taken back anywhere is believed
 * for two seconds at most, that there is no right never.
 */
export async function recallRight(context: Context, input: FindRightInput): Promise<Right | null> {
  const { accountId, titleId, ...watched } = parseInput(findRightSchema, input)
  authorizeOwnOrStaff(context, accountId)
  return recall(
    { accountId, titleId },
    (standing) => choose(standing, watched, context.now),
    (right) => right === null,
  )
}

/**
 * Gives the rights to the whole of a title and to each of these seasons of it, as `recallRight` gives them, in one look:
 * a season that nothing opens is left out.
 */
export async function recallRights(context: Context, input: RecallRightsInput): Promise<TitleRights> {
  const { accountId, titleId, seasonNumbers, ...watched } = parseInput(recallRightsSchema, input)
  authorizeOwnOrStaff(context, accountId)
  return recall(
    { accountId, titleId },
    (standing) => ({
      whole: choose(standing, { ...watched, seasonNumber: null }, context.now),
      seasons: seasonNumbers.flatMap((seasonNumber) => {
        const right = choose(standing, { ...watched, seasonNumber }, context.now)
        return right ? [{ seasonNumber, right }] : []
      }),
    }),
    ({ whole, seasons }) => whole === null && seasons.length < Math.max(1, seasonNumbers.length),
  )
}

/** What is chosen of what this process has read before; read anew where that lacks something. */
async function recall<Chosen>(
  { accountId, titleId }: { accountId: string; titleId: string },
  chooseOf: (standing: readonly EntitlementRow[]) => Chosen,
  lacks: (chosen: Chosen) => boolean,
): Promise<Chosen> {
  let isAsked = false
  const ask = (): Promise<EntitlementRow[]> => {
    isAsked = true
    return standingRights(accountId, titleId)
  }
  const believed = chooseOf(await believedRights.recall(accountId, titleId, ask))
  if (isAsked || !lacks(believed)) return believed
  // Whoever has paid a moment ago must not be turned away.
  return chooseOf(await believedRights.renew(accountId, titleId, ask))
}

function choose(standing: readonly EntitlementRow[], watched: Watched, now: Date): Right | null {
  const rights = standing.filter((right) => isLiving(right, now) && opens(right, watched))
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
    hoursOnceStarted: isUnstarted(best) ? best.playHours : null,
  }
}

function isLiving({ startsAt, endsAt }: EntitlementRow, now: Date): boolean {
  return startsAt <= now && (endsAt === null || endsAt > now)
}

/** Whoever does not say what a title is asks for a right to all kinds. */
function opens(right: EntitlementRow, { kind, inPlans, seasonNumber }: Watched): boolean {
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
