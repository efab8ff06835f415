import nextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { authOptions, endSessionOfCookie } from './auth-options.ts'
import { deviceCookieHeader, deviceIdOf } from './device-cookie.ts'
import { sessionIdOf } from './session-cookie.ts'

const newSession = /^(?:__Secure-|__Host-)?next-auth\.session-token(?:\.0)?=[^;]/

/**
 * Has next-auth answer. Who signs in is given a cookie that knows their device again; the session that the browser had
 * before, if any, ends: no sign-in goes on with a session that was there before it.
 */
export async function handleNextAuth(request: Request, params: { nextauth: string[] }): Promise<Response> {
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
