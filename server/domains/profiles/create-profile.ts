import { randomUUID } from 'node:crypto'
import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { authoriseManaging } from './authorise-managing.ts'
import { kidsLimitTooHigh, tooManyProfiles } from './errors.ts'
import { forgetHousehold, toProfileDto, writeHousehold } from './household.ts'
import { insertProfile, type ProfileDocument } from './profile.repository.ts'
import { isForKids, kidsLimit } from './rating-limit.ts'
import {
  avatars,
  createProfileSchema,
  mostProfiles,
  type CreateProfileInput,
  type ProfileDto,
} from './schemas.ts'

/**
 * Adds a profile to one's household, in its first free place. Throws `profile.too-many` from the sixth on, however many
 * are made at once, `profile.kids-limit`, and `profile.password-required` where it would allow more than is reachable.
 */
export async function createProfile(context: Context, input: CreateProfileInput): Promise<ProfileDto> {
  authorize(context, 'profile.own')
  const { password, ...wanted } = parseInput(createProfileSchema, input)
  const accountId = requireAccountId(context)
  const ratingLimit = wanted.ratingLimit ?? (wanted.kids ? kidsLimit : 'C')
  if (wanted.kids && !isForKids(ratingLimit)) throw kidsLimitTooHigh()
  const household = await writeHousehold(accountId)
  await authoriseManaging(context, household, { touched: [{ kids: wanted.kids, ratingLimit }], password })
  const unused = avatars.find((avatar) => household.every((profile) => profile.avatar !== avatar))
  const profile = await takePlace(household, {
    ...wanted,
    _id: randomUUID(),
    accountId,
    avatar: wanted.avatar ?? unused ?? avatars[0],
    ratingLimit,
    pinHash: null,
    version: 1,
    createdAt: context.now,
    updatedAt: context.now,
  })
  forgetHousehold(accountId)
  return toProfileDto(profile)
}

/** Two that want one place are told apart by the unique index; the later one tries the next. */
async function takePlace(
  household: readonly ProfileDocument[],
  profile: Omit<ProfileDocument, 'position'>,
): Promise<ProfileDocument> {
  const taken = new Set(household.map(({ position }) => position))
  for (let position = 0; position < mostProfiles; position += 1) {
    if (taken.has(position)) continue
    const placed = { ...profile, position }
    if (await insertProfile(placed)) return placed
  }
  throw tooManyProfiles()
}
