import { decode } from 'next-auth/jwt'
import { env } from '../platform/env/env.ts'
import { cookieOf } from './caller.ts'
import { cookieName } from './cookie-name.ts'
import { isSecure } from './is-secure.ts'

/**
 * Gives the names and attributes of next-auth's cookies: over TLS with `__Host-`, which no other host of the domain and
 * no plain connection can set.
 */
export function nextAuthCookies() {
  const cookie = (name: string) => ({
    name: cookieName(`next-auth.${name}`),
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } as const,
  })
  return { sessionToken: cookie('session-token'), callbackUrl: cookie('callback-url') }
}

type Opened = { sessionId: string; expiresAtS: number }

const mostKept = 20_000
const opened = new Map<string, Opened>()

/**
 * Gives the session that next-auth's cookie names; null where there is none, or it has expired or is not of our making.
 * next-auth's own reading makes the cookie anew each time, which costs a page more than all else about who asks. What a
 * cookie says never changes, so it is decrypted once a process; whether the session lasts is not asked here.
 */
export async function sessionIdOf(cookies: string | null): Promise<string | null> {
  const cookie = cookieOf(cookies, nextAuthCookies().sessionToken.name)
  if (!cookie) return null
  const known = opened.get(cookie) ?? (await open(cookie))
  return known !== null && known.expiresAtS > Date.now() / 1000 ? known.sessionId : null
}

async function open(cookie: string): Promise<Opened | null> {
  const token = await decode({ token: cookie, secret: env().AUTH_SECRET }).catch(() => null)
  if (!token?.sid || typeof token['exp'] !== 'number') return null
  const found = { sessionId: token.sid, expiresAtS: token['exp'] }
  opened.set(cookie, found)
  const oldest = opened.keys().next()
  if (opened.size > mostKept && !oldest.done) opened.delete(oldest.value)
  return found
}
