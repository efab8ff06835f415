import { createHmac } from 'node:crypto'
import { now as presentMoment } from '../../platform/clock/clock.ts'
import { env } from '../../platform/env/env.ts'
import { isSameSecret } from '../../platform/secrets/is-same-secret.ts'
import { pathRefused } from './errors.ts'
import { isServedKey, versionScope } from './signed-path.ts'

/**
 * How long a cookie opens a film without anybody asking whether its playback session lives: three heartbeats and a
 * little more. Nothing is handed out for longer than this after a session has ended.
 */
export const playTokenSeconds = 75

/** `session` is a playback session, `link` an operator's. */
export type AddressKind = 'session' | 'link'
const roots = { session: '/v', link: '/l' } as const satisfies Record<AddressKind, string>

/** Gives `/v/{playback session}/{signature}/{key}` (or `/l/{link}/…`): good for one version, as long as its owner lives. */
export function signPlayAddress(kind: AddressKind, ownerId: string, key: string): string {
  const scope = versionScope(key)
  if (scope === null || !isServedKey(key)) throw new Error(`The key ${key} is never served.`)
  return `${roots[kind]}/${ownerId}/${sign(kind, ownerId, scope)}/${key}`
}

/** Gives the key that such an address names; throws `playback.path-refused` where it is not signed or was altered. */
export function readPlayAddress(
  kind: AddressKind,
  address: { ownerId: string; signature: string; segments: string[] },
): string {
  const key = address.segments.join('/')
  const scope = isServedKey(key) ? versionScope(key) : null
  if (scope === null || !isSameSecret(address.signature, sign(kind, address.ownerId, scope)))
    throw pathRefused()
  return key
}

/** Gives the value of the cookie: the second it ends and what proves it ours. */
export function issuePlayToken(playbackSessionId: string, now: Date): { token: string; expiresAt: string } {
  const expiry = Math.floor(now.getTime() / 1000) + playTokenSeconds
  return {
    token: `${expiry}.${signToken(playbackSessionId, String(expiry))}`,
    expiresAt: new Date(expiry * 1000).toISOString(),
  }
}

/** Tells whether the cookie is ours, of this playback session, and not past its second. */
export function isGoodPlayToken(
  playbackSessionId: string,
  token: string | null,
  now: Date = presentMoment(),
): boolean {
  const [expiry = '', signature = '', ...rest] = (token ?? '').split('.')
  if (rest.length > 0 || !/^\d{10}$/.test(expiry)) return false
  const isOurs = isSameSecret(signature, signToken(playbackSessionId, expiry))
  return isOurs && Number(expiry) * 1000 > now.getTime()
}

function sign(kind: AddressKind, ownerId: string, scope: string): string {
  return hmac(`${kind}\n${ownerId}\n${scope}`)
}

function signToken(playbackSessionId: string, expiry: string): string {
  return hmac(`play\n${playbackSessionId}\n${expiry}`)
}

function hmac(text: string): string {
  return createHmac('sha256', env().SIGNING_SECRET).update(text).digest('base64url')
}
