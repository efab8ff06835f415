import { createHmac } from 'node:crypto'
import { now as presentMoment } from '../../platform/clock/clock.ts'
import { env } from '../../platform/env/env.ts'
import { isSameSecret } from '../../platform/secrets/is-same-secret.ts'
import { pathRefused } from './errors.ts'

const hour = 60 * 60
const day = 24 * hour

/**
 * `artwork` signs one file for two to four weeks. `playback` signs a whole version for six to twelve hours, so that every
 * relative address in its manifests is good too: a trailer's, for films are handed out by playback session. Expiries fall
 * on multiples of the window, so that a browser meets the same address again and reuses its cache.
 */
const windowSeconds = { artwork: 14 * day, playback: 6 * hour } as const
export type PathLifetime = keyof typeof windowSeconds

/**
 * Gives `/s/{signature}/{expiry}/{key}`, the address below which a stored object may be read until its expiry
 * (unix seconds). Throws for a key that is never served: only `media/{asset}/{version}/…` and `artwork/…` are.
 */
export function signMediaPath(key: string, options: { lifetime: PathLifetime; now?: Date }): string {
  if (!isServedKey(key)) throw new Error(`The key ${key} is never served.`)
  const until = signedUntil(options.lifetime, options.now ?? presentMoment())
  const expiry = String(until.getTime() / 1000)
  const scope = options.lifetime === 'playback' ? versionScope(key) : fileScope(key)
  if (scope === null) throw new Error(`The key ${key} belongs to no version.`)
  return `/s/${sign(expiry, scope)}/${expiry}/${key}`
}

/** Gives the moment until which a path that is signed now may be read. */
export function signedUntil(lifetime: PathLifetime, now: Date): Date {
  const window = windowSeconds[lifetime]
  const seconds = Math.floor(now.getTime() / 1000)
  return new Date((Math.ceil(seconds / window) + 1) * window * 1000)
}

/**
 * Gives the storage key that a signed address may read and how many seconds it still may.
 * Throws `playback.path-refused` (403) when unsigned, altered or expired.
 */
export function readSignedPath(
  input: { signature: string; expiry: string; segments: string[] },
  now: Date = presentMoment(),
): { key: string; secondsLeft: number } {
  const key = input.segments.join('/')
  if (!/^\d{10}$/.test(input.expiry) || !isServedKey(key)) throw pathRefused()
  // Both scopes are always tried, so that the time taken tells nothing.
  const scopes = [fileScope(key), versionScope(key) ?? fileScope(key)]
  const signed = scopes
    .map((scope) => isSameSecret(input.signature, sign(input.expiry, scope)))
    .includes(true)
  const secondsLeft = Number(input.expiry) - Math.floor(now.getTime() / 1000)
  if (!signed || secondsLeft <= 0) throw pathRefused()
  return { key, secondsLeft }
}

const segmentPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/

/** Plain names only: no `..`, no empty segment, no percent sign; sources and uploads lie outside both folders. */
export function isServedKey(key: string): boolean {
  const segments = key.split('/')
  if (!segments.every((segment) => segmentPattern.test(segment))) return false
  switch (segments[0]) {
    case 'media':
      return segments.length >= 4
    case 'artwork':
      return segments.length >= 2
    default:
      return false
  }
}

function fileScope(key: string): string {
  return `file:${key}`
}

/** What a signature for a whole version covers; null for what belongs to none. */
export function versionScope(key: string): string | null {
  const [root, asset, version] = key.split('/')
  return root === 'media' ? `version:media/${asset}/${version}` : null
}

function sign(expiry: string, scope: string): string {
  return createHmac('sha256', env().SIGNING_SECRET).update(`${expiry}\n${scope}`).digest('base64url')
}
