import { verify } from '@node-rs/argon2'
import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { pinRequired, pinWrong, profileNotFound } from './errors.ts'
import { readHousehold, toProfileDto } from './household.ts'
import { countTry, takeBackTry } from './pin-limit.ts'
import { chooseProfileSchema, type ChooseProfileInput, type ProfileDto } from './schemas.ts'

/**
 * Gives the profile that whoever asks may go on as, its PIN checked; the transport keeps the choice with the session.
 * Throws `profile.not-found`, `profile.pin-required`, `profile.pin-wrong`, and `profile.too-many-tries` after five
 * wrong PINs at one account in 15 minutes.
 */
export async function chooseProfile(context: Context, input: ChooseProfileInput): Promise<ProfileDto> {
  authorize(context, 'profile.own')
  const { id, pin } = parseInput(chooseProfileSchema, input)
  const accountId = requireAccountId(context)
  const profile = (await readHousehold(accountId)).find((each) => each._id === id)
  if (!profile) throw profileNotFound(id)
  if (profile.pinHash !== null) {
    if (pin === undefined) throw pinRequired()
    const triesLeft = await countTry(accountId)
    if (!(await verify(profile.pinHash, pin))) throw pinWrong(triesLeft)
    await takeBackTry(accountId)
  }
  return toProfileDto(profile)
}
