import { sessionIdOf, type Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { badToken } from './errors.ts'
import { giveAccessToken } from './give-tokens.ts'
import { issueAccessTokenSchema, type AccessTokenDto, type IssueAccessTokenInput } from './schemas.ts'
import { forgetSessions } from './resolve-session.ts'
import { findSession, setSessionProfile } from './session.repository.ts'

/**
 * Gives a fresh access token of the caller's own session that speaks for this profile, and has those that refreshing
 * gives do so too; null speaks for none. Whether the profile may be chosen (it is the account's, the PIN was right)
 * is for the caller to have made sure of.
 */
export async function issueAccessToken(
  context: Context,
  input: IssueAccessTokenInput,
): Promise<AccessTokenDto> {
  const { profileId } = parseInput(issueAccessTokenSchema, input)
  const sessionId = sessionIdOf(context)
  const found = sessionId === undefined ? null : await findSession(sessionId)
  if (!found) throw badToken()
  await setSessionProfile(found.session.id, profileId)
  forgetSessions([found.session.id])
  return giveAccessToken({ ...found.session, profileId }, found.account.role)
}
