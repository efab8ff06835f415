import { isIP, BlockList } from 'node:net'
import type { Caller } from '../domains/identity/schemas.ts'
import { env } from '../platform/env/env.ts'
import { cookieName } from './cookie-name.ts'
import { rawRequest } from './raw-request.ts'

/** Gives the name of the cookie that keeps a device's random id. */
export function deviceCookie(): string {
  return cookieName('marquee.device')
}

const mostAgent = 512
let trusted: BlockList | undefined

/**
 * Tells who calls. The headers of forwarding (`x-forwarded-for`, `x-country`) are believed only where the
 * connection comes from an address of `TRUSTED_PROXIES`; of several forwarded addresses the last counts, for only
 * that one was written by a proxy of ours.
 */
export function callerOf(headers: Pick<Headers, 'get'>): Caller {
  const peer = bare(rawRequest()?.socket.remoteAddress ?? 'unknown')
  const believed = isTrusted(peer)
  const forwarded = believed ? lastOf(headers.get('x-forwarded-for')) : null
  const country = believed ? headers.get('x-country')?.trim().toUpperCase() : undefined
  return {
    address: forwarded ?? peer,
    country: country !== undefined && /^[A-Z]{2}$/.test(country) ? country : null,
    userAgent: (headers.get('user-agent') ?? '').slice(0, mostAgent),
    deviceId: cookieOf(headers.get('cookie'), deviceCookie()),
  }
}

/** Tells whether the connection comes from this machine or from a proxy of ours. */
export function isFromTrusted(): boolean {
  const peer = bare(rawRequest()?.socket.remoteAddress ?? 'unknown')
  return isTrusted(peer) || peer === '::1' || peer.startsWith('127.')
}

const forwarding = new Set(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])

/** Tells whether a proxy hands the request on for somebody else. */
export function isForwarded(headers: Pick<Headers, 'get'>): boolean {
  // As they came: Next adds `x-forwarded-for` to all the others by itself.
  const raw = rawRequest()?.rawHeaders
  if (raw) return raw.some((name, index) => index % 2 === 0 && forwarding.has(name.toLowerCase()))
  return [...forwarding].some((name) => headers.get(name) !== null)
}

/** Gives one cookie's value out of the header; null where it is not there. */
export function cookieOf(header: string | null, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return decode(part.slice(at + 1).trim())
  }
  return null
}

function isTrusted(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  trusted ??= listOf(env().TRUSTED_PROXIES)
  return trusted.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

function lastOf(forwarded: string | null): string | null {
  const last = bare(forwarded?.split(',').at(-1)?.trim() ?? '')
  return isIP(last) === 0 ? null : last
}

/** An IPv4 address that came over an IPv6 socket, as the IPv4 address it is. */
function bare(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
