import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { authoriseManaging } from './authorise-managing.ts'
import { kidsLimitTooHigh, mainProfileIsGrownUp, profileNotFound, versionConflict } from './errors.ts'
import { forgetHousehold, toProfileDto, writeHousehold } from './household.ts'
import { changeProfile, type ProfileChanges, type ProfileDocument } from './profile.repository.ts'
import { isForKids, kidsLimit } from './rating-limit.ts'
import { updateProfileSchema, type ProfileDto, type UpdateProfileInput } from './schemas.ts'

/**
 * Changes what is given of a profile of one's household, if it still has the version that was seen. Throws
 * `profile.not-found`, `profile.version-conflict`, `profile.kids-limit`, `profile.main-grown-up`, and
 * `profile.password-required` where it would allow more than is reachable.
 */
export async function updateProfile(context: Context, input: UpdateProfileInput): Promise<ProfileDto> {
  authorize(context, 'profile.own')
  const { id, version, password, ...wanted } = parseInput(updateProfileSchema, input)
  const accountId = requireAccountId(context)
  const household = await writeHousehold(accountId)
  const before = household.find((profile) => profile._id === id)
  if (!before) throw profileNotFound(id)
  const changes = withLimits(before, wanted)
  const after = { ...before, ...changes }
  await authoriseManaging(context, household, { touched: [before, after], password })
  return saveVersion(context, before, { version, changes })
}

/** Saves changes to a profile by the version that was seen; a profile never written before has version 0 there. */
export async function saveVersion(
  context: Context,
  before: ProfileDocument,
  { version, changes }: { version: number; changes: ProfileChanges },
): Promise<ProfileDto> {
  const { _id: id, accountId } = before
  const dated = { ...changes, updatedAt: context.now }
  const saved = await changeProfile({ accountId, id, version }, dated)
  forgetHousehold(accountId)
  if (!saved) throw versionConflict()
  return toProfileDto({ ...before, ...dated, version: version + 1 })
}

/** Whoever becomes a child gets a child's limit unless one is named. */
function withLimits(before: ProfileDocument, wanted: ProfileChanges): ProfileChanges {
  const kids = wanted.kids ?? before.kids
  if (!kids) return wanted
  if (before._id === before.accountId) throw mainProfileIsGrownUp()
  const ratingLimit = wanted.ratingLimit ?? (isForKids(before.ratingLimit) ? before.ratingLimit : kidsLimit)
  if (!isForKids(ratingLimit)) throw kidsLimitTooHigh()
  return { ...wanted, ratingLimit }
}
