import { playCookie, playTokenSeconds } from '../domains/playback/index.ts'
import { env } from '../platform/env/env.ts'

/** Gives the header that hands a player the token of its heartbeat, for the addresses of its own session alone. */
export function playCookieHeader(playbackSessionId: string, token: string | null): string {
  const parts = [
    `${playCookie}=${token ?? ''}`,
    `Path=/v/${playbackSessionId}/`,
    `Max-Age=${token === null ? 0 : playTokenSeconds}`,
    'HttpOnly',
    'SameSite=Strict',
  ]
  if (env().MARQUEE_PUBLIC_URL.startsWith('https:')) parts.push('Secure')
  return parts.join('; ')
}
