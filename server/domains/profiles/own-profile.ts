import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'

export type ProfileOwner = { profileId: string; accountId: string }

/**
 * Gives the profile that acts. An account has one for now and it shares the account's id; documents carry both ids,
 * so that an account can have more without touching them. Throws `unauthenticated` or `forbidden`.
 */
export function ownProfile(context: Context): ProfileOwner {
  authorize(context, 'profile.own')
  const accountId = requireAccountId(context)
  return { profileId: accountId, accountId }
}
