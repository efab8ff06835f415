import { accessTokenSeconds, signAccessToken } from './access-token.ts'
import type { AccessTokenDto, TokensDto } from './schemas.ts'
import type { SessionRow } from './session.repository.ts'

type SessionOfToken = Pick<SessionRow, 'id' | 'accountId' | 'profileId'>

/** An access token of the session as it is handed out. */
export async function giveAccessToken(session: SessionOfToken, role: string): Promise<AccessTokenDto> {
  const { id: sessionId, accountId, profileId } = session
  const token = await signAccessToken({ accountId, sessionId, role, profileId })
  return { access_token: token, token_type: 'Bearer', expires_in: accessTokenSeconds }
}

/** Both tokens of the session as they are handed out. */
export async function giveTokens(
  session: SessionOfToken,
  role: string,
  refreshToken: string,
): Promise<TokensDto> {
  return { ...(await giveAccessToken(session, role)), refresh_token: refreshToken }
}
