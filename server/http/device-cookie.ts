import { newDeviceId } from '../domains/identity/index.ts'
import { cookieOf, deviceCookie } from './caller.ts'
import { isSecure } from './is-secure.ts'

/** The most that browsers keep a cookie; each sign-in begins it anew. */
const keptSeconds = 400 * 24 * 60 * 60
/** As `newDeviceId` makes them: whatever else stands in the cookie is not ours. */
const ours = /^[\w-]{22}$/

/** Gives the random id that the device's cookie keeps, a new one where it keeps none. */
export function deviceIdOf(headers: Pick<Headers, 'get'>): string {
  const kept = cookieOf(headers.get('cookie'), deviceCookie())
  return kept !== null && ours.test(kept) ? kept : newDeviceId()
}

/** Gives how the cookie is kept: out of reach of scripts, and only for requests of our own pages. */
export function deviceCookieSettings() {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(),
    maxAge: keptSeconds,
  } as const
}

/** Gives the `Set-Cookie` that has the device keep its id. */
export function deviceCookieHeader(deviceId: string): string {
  const { path, secure, maxAge } = deviceCookieSettings()
  return `${deviceCookie()}=${deviceId}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
