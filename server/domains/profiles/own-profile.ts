import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'

export type ProfileOwner = { profileId: string; accountId: string }

/**
 * Gives the profile that acts: the one chosen in this session, else the account's first, which shares its id.
 * Throws `unauthenticated` or `forbidden`.
 */
export async function ownProfile(context: Context): Promise<ProfileOwner> {
  authorize(context, 'profile.own')
  const accountId = requireAccountId(context)
  const chosen = context.actor.kind === 'account' ? context.actor.profileId : undefined
  return { profileId: chosen ?? accountId, accountId }
}
