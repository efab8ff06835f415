import { env } from '../platform/env/env.ts'
import { AppError } from '../platform/errors/app-error.ts'
import { bearerOf } from './bearer.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
/** next-auth's cookie by either of its names, whole or in numbered parts. */
const sessionCookie = /(?:^|;\s*)(?:__Secure-|__Host-)?next-auth\.session-token(?:\.\d+)?=/

/**
 * Refuses as `auth.foreign-origin` what a page of another site asks to change in the name of whoever is signed in
 * here. A request without the session's cookie has no name to lend, one without `Origin` comes from no page, and with
 * an access token, which no page of another site knows, cookies are not looked at.
 */
export function checkOrigin(request: Request): void {
  if (safeMethods.has(request.method) || !sessionCookie.test(request.headers.get('cookie') ?? '')) return
  if (bearerOf(request.headers) !== null) return
  const origin = request.headers.get('origin')
  const isForeign = origin !== null && !isOurs(origin, request.headers.get('host'))
  if (!isForeign && request.headers.get('sec-fetch-site') !== 'cross-site') return
  throw foreignOrigin()
}

/**
 * Refuses as `auth.foreign-origin` a GET with an effect (`hasEffect`) that, by the browser's word, comes from a page of
 * another site or of another host of this one: a link or a picture there would act in the name of whoever is signed in
 * here. An address that somebody typed is their own wish.
 */
export function checkEffectfulGet(request: Request): void {
  if (bearerOf(request.headers) !== null) return
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') throw foreignOrigin()
  const origin = request.headers.get('origin')
  if (origin !== null && !isOurs(origin, request.headers.get('host'))) throw foreignOrigin()
}

/**
 * Refuses as `auth.foreign-origin` a server action that no page of ours asks, whoever is signed in: a browser always
 * says which page posts, so one that says nothing is none.
 */
export function checkActionOrigin(headers: Pick<Headers, 'get'>): void {
  const origin = headers.get('origin')
  if (origin === null || !isOurs(origin, headers.get('host'))) throw foreignOrigin()
}

function foreignOrigin(): AppError {
  return new AppError({
    kind: 'forbidden',
    code: 'auth.foreign-origin',
    message: 'A page of another site may not change anything here.',
  })
}

/** Tells whether the origin is this site's, by its public address or by the host that was asked. */
export function isOurs(origin: string, host: string | null): boolean {
  // `null`, of a sandboxed frame for one, is no address.
  if (!URL.canParse(origin)) return false
  const asked = new URL(origin)
  // By host alone where the request names it: a gateway may have ended TLS. No page can choose this header.
  return asked.origin === new URL(env().MARQUEE_PUBLIC_URL).origin || asked.host === host
}
