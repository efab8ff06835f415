import { createHmac } from 'node:crypto'
import { now as presentMoment } from '../../platform/clock/clock.ts'
import { env } from '../../platform/env/env.ts'
import { isSameSecret } from '../../platform/secrets/is-same-secret.ts'
import { pathRefused } from './errors.ts'
import { isTallerThan } from './limit-manifest.ts'
import { isServedKey, versionScope } from './signed-path.ts'

/**
 * How long a cookie opens a film without anybody asking whether its playback session lives: three heartbeats and a
 * little more. Nothing is handed out for longer than this after a session has ended.
 */
export const playTokenSeconds = 75

/** `session` is a playback session, `link` an operator's. */
export type AddressKind = 'session' | 'link'
const roots = { session: '/v', link: '/l' } as const satisfies Record<AddressKind, string>

/**
 * Gives `/v/{playback session}/{signature}/{key}` (or `/l/{link}/…`): good for one version, as long as its owner lives.
 * Where `lines` is given the address is `…/{signature}.{lines}/…` and opens no taller picture.
 */
export function signPlayAddress(
  kind: AddressKind,
  ownerId: string,
  key: string,
  lines: number | null = null,
): string {
  const scope = versionScope(key)
  if (scope === null || !isServedKey(key)) throw new Error(`The key ${key} is never served.`)
  const signature = sign(kind, ownerId, limited(scope, lines))
  return `${roots[kind]}/${ownerId}/${signature}${lines === null ? '' : `.${lines}`}/${key}`
}

/**
 * Gives the key that such an address names and up to how many lines it opens; throws `playback.path-refused` where it is
 * not signed, was altered, or names a taller picture.
 */
export function readPlayAddress(
  kind: AddressKind,
  address: { ownerId: string; signature: string; segments: string[] },
): { key: string; lines: number | null } {
  const key = address.segments.join('/')
  const scope = isServedKey(key) ? versionScope(key) : null
  const [, signature = '', told] = /^([\w-]+)(?:\.([1-9]\d{1,3}))?$/.exec(address.signature) ?? []
  const lines = told === undefined ? null : Number(told)
  if (scope === null || !isSameSecret(signature, sign(kind, address.ownerId, limited(scope, lines))))
    throw pathRefused()
  if (lines !== null && isTallerThan(key, lines)) throw pathRefused()
  return { key, lines }
}

function limited(scope: string, lines: number | null): string {
  return lines === null ? scope : `${scope}\n${lines}`
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
