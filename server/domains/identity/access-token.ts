import { randomUUID } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { now as presentMoment } from '../../platform/clock/clock.ts'
import { env } from '../../platform/env/env.ts'
import { badToken } from './errors.ts'
import { keyToSignWith, keyToVerifyWith, signingAlgorithm } from './signing-keys.ts'

export const accessTokenSeconds = 10 * 60

// RFC 9068: whoever takes any JWT of this issuer for a ticket in is told apart by it.
const type = 'at+jwt'

const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid(), profile_id: z.uuid().optional() })

export type AccessToken = { accountId: string; sessionId: string; role: string; profileId: string | null }

/** Signs an access token of a session, good for ten minutes; the profile is one that was chosen, PIN and all. */
export async function signAccessToken(token: AccessToken): Promise<string> {
  const { kid, key } = await keyToSignWith()
  const at = Math.floor(presentMoment().getTime() / 1000)
  return new SignJWT({
    user_id: token.accountId,
    role: token.role,
    sid: token.sessionId,
    ...(token.profileId === null ? {} : { profile_id: token.profileId }),
  })
    .setProtectedHeader({ alg: signingAlgorithm, typ: type, kid })
    .setIssuer(issuer())
    .setAudience(issuer())
    .setSubject(token.accountId)
    .setIssuedAt(at)
    .setExpirationTime(at + accessTokenSeconds)
    .setJti(randomUUID())
    .sign(key)
}

/**
 * Gives what an access token of ours says, its signature, issuer, audience, kind and age checked; whether its session
 * still lives is another question. Throws `auth.bad-token`.
 */
export async function readAccessToken(token: string): Promise<Omit<AccessToken, 'role'>> {
  let fault: unknown
  const findKey = (kid: string) =>
    keyToVerifyWith(kid).catch((error: unknown) => {
      fault = error
      throw error
    })
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        const key = kid === undefined ? null : await findKey(kid)
        if (!key) throw badToken()
        return key
      },
      {
        // Never what the token itself asks for: neither `none` nor a public key taken for a shared secret.
        algorithms: [signingAlgorithm],
        typ: type,
        issuer: issuer(),
        audience: issuer(),
        requiredClaims: ['exp', 'iat', 'jti'],
        currentDate: presentMoment(),
      },
    )
    const { sub, sid, profile_id: profileId } = claimsSchema.parse(payload)
    return { accountId: sub, sessionId: sid, profileId: profileId ?? null }
  } catch (error) {
    // A database that does not answer is no fault of the token.
    throw fault ?? badToken(error)
  }
}

function issuer(): string {
  return new URL(env().MARQUEE_PUBLIC_URL).origin
}
