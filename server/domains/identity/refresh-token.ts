import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '../../platform/env/env.ts'

/** Gives the first refresh token of a session. */
export function newRefreshToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * Gives the token that follows this one: always the same, so that a client whose answer was lost on its way, or that
 * asked twice at once, is given one successor and not two; and to be reckoned only with AUTH_SECRET.
 */
export function nextRefreshToken(token: string): string {
  const key = Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', 'marquee refresh tokens', 32))
  return createHmac('sha256', key).update(token).digest('base64url')
}
