import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { readHousehold, toProfileDto } from './household.ts'
import type { ProfileDto } from './schemas.ts'

/** Gives one's own household's profiles by place, at least one. */
export async function listProfiles(context: Context): Promise<ProfileDto[]> {
  authorize(context, 'profile.own')
  const profiles = await readHousehold(requireAccountId(context))
  return profiles.map(toProfileDto)
}
