import { requireAccountId } from '../../platform/authorize/authorize.ts'
import { sessionIdOf, type Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { forgetSessions } from './resolve-session.ts'
import { profileChoiceSchema, type ProfileChoice } from './schemas.ts'
import { forgetProfile, setSessionProfile } from './session.repository.ts'

/**
 * Keeps with the caller's own session who of the household watches in it. Whether the profile may be chosen (it is the
 * account's, the PIN was right) is for the caller to have made sure of.
 */
export async function keepChoice(context: Context, input: ProfileChoice): Promise<void> {
  const { profileId } = parseInput(profileChoiceSchema, input)
  const sessionId = sessionIdOf(context)
  if (sessionId === undefined) return
  await setSessionProfile(sessionId, profileId)
  forgetSessions([sessionId])
}

/**
 * Has every other session of the caller's account ask anew who is watching where this profile was chosen, since it has
 * a new PIN; within two seconds everywhere.
 */
export async function dropChoices(context: Context, input: ProfileChoice): Promise<void> {
  const { profileId } = parseInput(profileChoiceSchema, input)
  const accountId = requireAccountId(context)
  forgetSessions(await forgetProfile({ accountId, profileId, exceptSessionId: sessionIdOf(context) }))
}
