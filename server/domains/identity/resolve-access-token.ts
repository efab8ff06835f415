import { readAccessToken } from './access-token.ts'
import { badToken } from './errors.ts'
import { resolveSession } from './resolve-session.ts'
import type { LiveSession } from './schemas.ts'

/**
 * Gives the session that an access token speaks for. Role, profile and all else come from where the session is, not
 * from the token. Throws `auth.bad-token`, also where the session has ended or is another account's.
 */
export async function resolveAccessToken(token: string): Promise<LiveSession> {
  const { accountId, sessionId, profileId } = await readAccessToken(token)
  const session = await resolveSession(sessionId, profileId)
  if (!session || session.accountId !== accountId) throw badToken()
  return session
}
