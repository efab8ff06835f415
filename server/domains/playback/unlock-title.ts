import { authorize, requireSessionId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { getPlayable } from '../catalogue/index.ts'
import { chooseProfile, listProfiles, ownProfile } from '../profiles/index.ts'
import { allowsRating } from './check-rating.ts'
import { mayNotUnlock } from './errors.ts'
import { unlockTitleSchema, type UnlockTitleInput } from './schemas.ts'
import { rememberUnlock } from './title-unlocks.ts'

/**
 * Opens a title above the limit of the profile that watches, for this sign-in and some hours: with the PIN of a
 * profile of the household that may watch it. Throws `playback.unlock-refused` for a profile that has no PIN or
 * may not watch it either, and as `chooseProfile` does for a wrong PIN.
 */
export async function unlockTitle(context: Context, input: UnlockTitleInput): Promise<void> {
  authorize(context, 'playback.start')
  const sessionId = requireSessionId(context)
  const { assetId, profileId, pin } = parseInput(unlockTitleSchema, input)
  const own = await ownProfile(context)
  const { title } = await getPlayable({ assetId })
  const grownUp = (await listProfiles(context)).find((profile) => profile.id === profileId)
  if (!grownUp) throw notFound('profile', profileId)
  if (!grownUp.hasPin || !allowsRating(grownUp.ratingLimit, title.ratingCode)) throw mayNotUnlock()
  await chooseProfile(context, { id: profileId, pin })
  await rememberUnlock({ sessionId, profileId: own.profileId, titleId: title.id })
}
