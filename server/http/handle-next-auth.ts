import nextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { invalidInput } from '../platform/errors/app-error.ts'
import { authOptions, endSessionOfCookie } from './auth-options.ts'
import { deviceCookieHeader, deviceIdOf } from './device-cookie.ts'
import { sessionIdOf } from './session-cookie.ts'

const newSession = /^(?:__Secure-|__Host-)?next-auth\.session-token(?:\.0)?=[^;]/

/**
 * Has next-auth answer. Who signs in is given a cookie that knows their device again; the session that the browser had
 * before, if any, ends: no sign-in goes on with a session that was there before it.
 */
export async function handleNextAuth(request: Request, params: { nextauth: string[] }): Promise<Response> {
  checkWhereTo(request)
  const isCallback = params.nextauth[0] === 'callback'
  const deviceId = deviceIdOf(request.headers)
  const former = isCallback ? await sessionIdOf(request.headers.get('cookie')) : null
  const segment = { params: Promise.resolve(params) }
  const response = (await nextAuth(request as NextRequest, segment, authOptions({ deviceId }))) as Response
  if (!isCallback || !response.headers.getSetCookie().some((cookie) => newSession.test(cookie)))
    return response
  response.headers.append('set-cookie', deviceCookieHeader(deviceId))
  if (former !== null) await endSessionOfCookie(former)
  return response
}

/** next-auth meets an address that is none with a 500. */
function checkWhereTo(request: Request): void {
  const { searchParams, origin } = new URL(request.url)
  for (const wanted of searchParams.getAll('callbackUrl')) {
    const base = wanted.startsWith('/') ? origin : undefined
    const isAddress = URL.canParse(wanted, base) && /^https?:$/.test(new URL(wanted, base).protocol)
    if (wanted !== '' && !isAddress) throw invalidInput('auth.bad-callback', 'callbackUrl is no address.')
  }
}
