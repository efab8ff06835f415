import { readHousehold } from './household.ts'
import type { ProfileOwner } from './own-profile.ts'

/**
 * Tells whether the profile is a child's. So is one that is no longer there: who may do more has a profile of their own
 * to choose. The account's first is never a child's, and nothing is read for it.
 */
export async function isKidsProfile({ accountId, profileId }: ProfileOwner): Promise<boolean> {
  if (profileId === accountId) return false
  const profile = (await readHousehold(accountId)).find((each) => each._id === profileId)
  return profile?.kids ?? true
}
