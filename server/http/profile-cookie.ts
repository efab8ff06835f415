import { createHmac } from 'node:crypto'
import { env } from '../platform/env/env.ts'
import { isSameSecret } from '../platform/secrets/is-same-secret.ts'
import { cookieOf } from './caller.ts'
import { cookieName } from './cookie-name.ts'
import { isSecure } from './is-secure.ts'

/** Gives the name of the cookie that says who of the household is watching on this device. */
export function profileCookie(): string {
  return cookieName('marquee.profile')
}

/** As long as a session of a browser lasts; with another session it is void. */
const keptSeconds = 30 * 24 * 60 * 60

/** Gives the cookie's value for a profile that was chosen, PIN and all, in this session; another session's is void. */
export function profileCookieValue(sessionId: string, profileId: string): string {
  return `${profileId}.${sign(sessionId, profileId)}`
}

/** Gives how the cookie is kept: out of reach of scripts, and only for requests of our own pages. */
export function profileCookieSettings() {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(),
    maxAge: keptSeconds,
  } as const
}

/** Gives the `Set-Cookie` header of a choice. */
export function profileCookieHeader(sessionId: string, profileId: string): string {
  const { path, secure, maxAge } = profileCookieSettings()
  const value = profileCookieValue(sessionId, profileId)
  return `${profileCookie()}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** Gives the profile that was chosen in this session; null where none was or the cookie is not of our making. */
export function chosenProfile(cookies: string | null, sessionId: string): string | null {
  const [profileId = '', signature = ''] = (cookieOf(cookies, profileCookie()) ?? '').split('.')
  return isSameSecret(signature, sign(sessionId, profileId)) ? profileId : null
}

function sign(sessionId: string, profileId: string): string {
  return createHmac('sha256', env().AUTH_SECRET)
    .update(`profile\n${sessionId}\n${profileId}`)
    .digest('base64url')
}
