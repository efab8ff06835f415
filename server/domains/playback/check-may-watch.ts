import { may } from '../../platform/authorize/authorize.ts'
import type { Actor, Context } from '../../platform/context/context.ts'
import type { PlayableTargetDto } from '../catalogue/schemas.ts'
import { recallRight } from '../entitlements/index.ts'
import { houseStreams } from '../entitlements/schemas.ts'
import { requireVerified } from '../identity/index.ts'
import type { ProfileDto } from '../profiles/schemas.ts'
import { checkAvailability } from './check-availability.ts'
import { allowsRating } from './check-rating.ts'
import { mayNotWatch, playableNotFound } from './errors.ts'
import { isUnlocked } from './title-unlocks.ts'

/** What the right to watch allows. */
export type Allowance = {
  maxStreams: number
  /** Lines of the tallest picture; null: no limit. */
  maxHeight: number | null
  /** The rental that this watching begins; null for all others. */
  rentalId: string | null
}

/**
 * Throws why this profile may not watch this now; gives what its account's right allows. Whoever may read drafts may watch
 * everything that their profile may, and what is open to everybody is so in its whole height.
 */
export async function checkMayWatch(
  context: Context,
  target: PlayableTargetDto,
  who: { profile: ProfileDto; accountId: string; sessionId: string },
): Promise<Allowance> {
  const seesAll = may(context.actor, 'title.read-draft')
  if (!target.published && !seesAll) throw playableNotFound(target.title.slug)
  if (!seesAll) {
    await requireVerified(context)
    checkAvailability(target.availability, { now: context.now, country: countryOf(context.actor) })
  }
  const right = await recallRight(context, { accountId: who.accountId, ...rightWanted(target) })
  if (!right && target.availability.needsRight && !seesAll) throw mayNotWatch('not-entitled')
  await checkRating(target, who)
  const by = target.availability.needsRight && !seesAll ? right : null
  return {
    maxStreams: right?.maxStreams ?? houseStreams,
    maxHeight: by?.maxHeight ?? null,
    rentalId: by?.startsByWatching ? by.entitlementId : null,
  }
}

/** What a right must open for this to be watched. */
export function rightWanted({ title, episode, availability: { inPlans } }: PlayableTargetDto) {
  return { titleId: title.id, kind: title.kind, inPlans, seasonNumber: episode?.seasonNumber ?? null }
}

async function checkRating(
  { title, playable }: PlayableTargetDto,
  { profile, sessionId }: { profile: ProfileDto; sessionId: string },
): Promise<void> {
  const { ratingLimit: limit, id: profileId } = profile
  if (allowsRating(limit, title.ratingCode)) return
  if (await isUnlocked({ sessionId, profileId, titleId: title.id })) return
  throw mayNotWatch('rating-limit', { rating: title.ratingCode ?? '', limit, assetId: playable.assetId })
}

function countryOf(actor: Actor): string | undefined {
  return actor.kind === 'account' ? actor.country : undefined
}
