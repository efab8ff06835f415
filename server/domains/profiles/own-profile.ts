import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { profileNotChosen, profileNotFound } from './errors.ts'
import { readHousehold, readWritten, toProfileDto } from './household.ts'
import type { ProfileDocument } from './profile.repository.ts'
import type { ProfileDto } from './schemas.ts'

export type ProfileOwner = { profileId: string; accountId: string }

/**
 * Gives the profile that acts: the one chosen in this session, which must be the account's own, else the only one
 * there is if it has no PIN. Throws `unauthenticated`, `forbidden`, `profile.not-found` (deleted, or of another
 * account) and `profile.not-chosen`. Whoever asks every few seconds may have the household believed for longer.
 */
export async function ownProfile(context: Context, believedMs?: number): Promise<ProfileOwner> {
  authorize(context, 'profile.own')
  const accountId = requireAccountId(context)
  const written = await readWritten(accountId, believedMs)
  // The one profile of an account that never changed anything has its id: no need to know more of it here.
  if (written.length === 0 && !choseAnother(context, accountId)) return { profileId: accountId, accountId }
  return { profileId: (await findOwn(context, believedMs))._id, accountId }
}

function choseAnother({ actor }: Context, accountId: string): boolean {
  return actor.kind === 'account' && actor.profileId !== undefined && actor.profileId !== accountId
}

/** Gives the acting profile with its preferences and limits; throws as {@link ownProfile}. */
export async function getOwnProfile(context: Context): Promise<ProfileDto> {
  return toProfileDto(await findOwn(context))
}

async function findOwn(context: Context, believedMs?: number): Promise<ProfileDocument> {
  authorize(context, 'profile.own')
  const accountId = requireAccountId(context)
  const chosen = context.actor.kind === 'account' ? context.actor.profileId : undefined
  const profiles = await readHousehold(accountId, believedMs)
  if (chosen !== undefined) {
    const own = profiles.find((profile) => profile._id === chosen)
    if (!own) throw profileNotFound(chosen)
    return own
  }
  const [only, ...others] = profiles
  if (!only || others.length > 0 || only.pinHash !== null) throw profileNotChosen()
  return only
}
