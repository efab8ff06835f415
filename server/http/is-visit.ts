import type { IncomingMessage } from 'node:http'
import { cookieOf } from './caller.ts'
import { profileCookie } from './profile-cookie.ts'
import { nextAuthCookies } from './session-cookie.ts'

/** Whole pages that are the same for all who are not signed in; whatever else their address holds, Next answers. */
const browsing =
  /^(?:\/|\/en|(?:\/en)?\/(?:titles|films|series|courses|titles\/[\w-]{1,200}))(?:\?(?:genre|sort)=[\w-]{1,64}(?:&(?:genre|sort)=[\w-]{1,64})?)?$/
/** Headers of whoever asks for something other than a visitor's page: Next's own fetches, ranges, a caller with a token. */
const disqualifying = [
  'rsc',
  'next-action',
  'next-url',
  'range',
  'authorization',
  'purpose',
  'x-middleware-prefetch',
]
const disqualifyingPrefix = 'next-router-'

/** Tells whether somebody who is not signed in asks for a page that is the same for everybody like them. */
export function isVisit({
  method,
  url = '',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): boolean {
  if (method !== 'GET' || !browsing.test(url)) return false
  const names = Object.keys(headers)
  if (names.some((name) => disqualifying.includes(name) || name.startsWith(disqualifyingPrefix))) return false
  const personal = [nextAuthCookies().sessionToken.name, profileCookie()]
  return personal.every((name) => cookieOf(headers.cookie ?? null, name) === null)
}
