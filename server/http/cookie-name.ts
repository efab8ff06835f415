import { isSecure } from './is-secure.ts'

/**
 * Gives a cookie's name: over TLS with the prefix by which browsers take it from this host and a secure connection
 * alone (RFC 6265bis, 4.1.3). `__Host-` wants the path `/`; a cookie for one path can only be `__Secure-`.
 */
export function cookieName(name: string, prefix: '__Host-' | '__Secure-' = '__Host-'): string {
  return `${isSecure() ? prefix : ''}${name}`
}
