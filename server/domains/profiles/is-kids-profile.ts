import { readHousehold } from './household.ts'
import type { ProfileOwner } from './own-profile.ts'

/**
 * Tells whether the profile is a child's. One that is gone counts as a child's: whoever may do more can choose a profile
 * of their own. The account's first never is, so nothing is read for it.
 */
export async function isKidsProfile({ accountId, profileId }: ProfileOwner): Promise<boolean> {
  if (profileId === accountId) return false
  const profile = (await readHousehold(accountId)).find((each) => each._id === profileId)
  return profile?.kids ?? true
}
