import { env } from '../platform/env/env.ts'
import { isSecure } from './is-secure.ts'

/**
 * Gives the headers of every page that depend on where this instance is reached. Pages are cached as HTML with Next's
 * own inline scripts, which can carry no nonce: so inline scripts stay allowed, and nothing from elsewhere is.
 */
export function pageHeaders(): Record<string, string> {
  const { REALTIME_PUBLIC_URL, NODE_ENV } = env()
  const realtime = new URL(REALTIME_PUBLIC_URL).origin
  const sockets = [realtime, realtime.replace(/^http/, 'ws')]
  const isDevelopment = NODE_ENV === 'development'
  const policy = [
    "default-src 'self'",
    // Films' hashes are counted by WebAssembly; React's development build evaluates.
    `script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    `connect-src 'self' ${sockets.join(' ')}${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure() ? ['upgrade-insecure-requests'] : []),
  ]
  return {
    'content-security-policy': policy.join('; '),
    ...transportSecurity(),
  }
}

/** Gives the header that has browsers come by TLS alone from now on; none where this instance is reached without it. */
export function transportSecurity(): Record<string, string> {
  return isSecure() ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}
}

/** Has the links of other languages name the address of this instance, whatever the request named as its host. */
export function nameOwnOrigin(link: string): string {
  return link.replaceAll(/<https?:\/\/[^/>]+/g, `<${new URL(env().MARQUEE_PUBLIC_URL).origin}`)
}
