import { randomBytes } from 'node:crypto'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { hashSecret } from '../../platform/secrets/hash-secret.ts'
import { giveTokens } from './give-tokens.ts'
import { insertRefreshToken } from './refresh-token.repository.ts'
import { newRefreshToken } from './refresh-token.ts'
import { signInForTokensSchema, type ApiSignedInDto, type SignInForTokensInput } from './schemas.ts'
import { findSession } from './session.repository.ts'
import { signIn } from './sign-in.ts'

/**
 * Begins a session of a program, as `signIn` does, and gives its tokens: the access token is good for ten minutes, the
 * refresh token once. The program keeps the `device_id` it is given and names it the next time.
 */
export async function signInForTokens(
  context: Context,
  input: SignInForTokensInput,
): Promise<ApiSignedInDto> {
  const { email, password, device_id: known, caller } = parseInput(signInForTokensSchema, input)
  const deviceId = known ?? newDeviceId()
  const { account, sessionId } = await signIn(context, {
    email,
    password,
    caller: { ...caller, deviceId },
    kind: 'api',
  })
  const refreshToken = newRefreshToken()
  const session = await inTransaction(async (tx) => {
    const found = await findSession(sessionId, tx)
    if (!found) throw new Error('The session that was just opened is gone.')
    await insertRefreshToken(tx, {
      sessionId,
      tokenHash: hashSecret(refreshToken),
      createdAt: context.now,
      expiresAt: found.session.expiresAt,
    })
    return found.session
  })
  const tokens = await giveTokens(session, account.role, refreshToken)
  return { ...tokens, device_id: deviceId, user: account }
}

/** Gives a random name of a device, 128 bits. */
export function newDeviceId(): string {
  return randomBytes(16).toString('base64url')
}
