import { cookieOf } from './caller.ts'
import { cookieName } from './cookie-name.ts'
import { isSecure } from './is-secure.ts'

/**
 * The cookie that tells every process at once who of the household was chosen. It opens nothing: what is kept with the
 * session counts, and a cookie that says something else only has the session read anew.
 */
export function profileCookie(): string {
  return cookieName('marquee.profile')
}

/** As long as a session of a browser lasts. */
const keptSeconds = 30 * 24 * 60 * 60

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
export function profileCookieHeader(profileId: string): string {
  const { path, secure, maxAge } = profileCookieSettings()
  return `${profileCookie()}=${profileId}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** Gives the profile that the cookie names, chosen or not; null where there is none. */
export function namedProfile(cookies: string | null): string | null {
  return cookieOf(cookies, profileCookie()) || null
}
