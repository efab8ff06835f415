import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { authoriseManaging } from './authorise-managing.ts'
import { removeBelongings } from './belongings.repository.ts'
import { mainProfileStays, profileNotFound } from './errors.ts'
import { forgetPending } from './pending-progress.ts'
import { forgetHousehold, readHousehold } from './household.ts'
import { removeProfile } from './profile.repository.ts'
import { deleteProfileSchema, type DeleteProfileInput } from './schemas.ts'

/**
 * Deletes a profile of one's household with what it watched, kept, chose and rated. The first profile stays, so that
 * an account is never without one: throws `profile.main-stays`, `profile.not-found`, `profile.password-required`.
 */
export async function deleteProfile(context: Context, input: DeleteProfileInput): Promise<void> {
  authorize(context, 'profile.own')
  const { id, password } = parseInput(deleteProfileSchema, input)
  const accountId = requireAccountId(context)
  forgetHousehold(accountId)
  const household = await readHousehold(accountId)
  const profile = household.find((each) => each._id === id)
  if (!profile) throw profileNotFound(id)
  if (id === accountId) throw mainProfileStays()
  await authoriseManaging(context, household, { touched: [profile], password })
  await removeProfile(accountId, id)
  forgetHousehold(accountId)
  await forgetPending(id)
  await removeBelongings(id)
}
