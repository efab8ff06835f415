import { playTokenSeconds } from '../domains/playback/index.ts'
import { cookieName } from './cookie-name.ts'
import { isSecure } from './is-secure.ts'

/** Gives the name of the cookie that a heartbeat renews; its path is that of one playback session. */
export function playCookie(): string {
  return cookieName('marquee.play', '__Secure-')
}

/** Gives the header that hands a player the token of its heartbeat, for the addresses of its own session alone. */
export function playCookieHeader(playbackSessionId: string, token: string | null): string {
  const parts = [
    `${playCookie()}=${token ?? ''}`,
    `Path=/v/${playbackSessionId}/`,
    `Max-Age=${token === null ? 0 : playTokenSeconds}`,
    'HttpOnly',
    'SameSite=Strict',
  ]
  if (isSecure()) parts.push('Secure')
  return parts.join('; ')
}
