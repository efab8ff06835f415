import type { IncomingMessage } from 'node:http'
import { routing } from '#i18n/routing.ts'
import { AppError } from '../platform/errors/app-error.ts'
import { addresses } from './addresses.ts'

/**
 * What Next would answer without a body: a method that an address does not take, an address that can't be decoded; and
 * what it should not answer at all: a call of a function that is no action.
 */
export type Refusal = { kind: 'method'; allow: string } | { kind: 'malformed' } | { kind: 'no-action' }

type Asked = Pick<IncomingMessage, 'url' | 'method' | 'headers'>

const ours = /^\/(?:api|s|v|l|metrics|\.well-known)(?:[/?]|$)/
const nowhere = '/api/[...rest]'
const reads = new Set(['GET', 'HEAD'])
const known = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'])
/** How Next names an action. The first bit set names a cached read: `use cache` makes one callable as well. */
const actionName = /^[0-7][0-9a-f]{41}$/

const patterns = Object.keys(addresses)
  .map((pattern) => ({ pattern, parts: pattern.split('/').slice(1) }))
  .toSorted((one, other) => rank(one.parts).localeCompare(rank(other.parts)))
  .map(({ pattern, parts }) => ({ pattern, matcher: matcherOf(parts) }))

/**
 * Turns a request that Next would refuse by itself into one for `/api/refused`, and gives why;
 * null for all others. It is called before Next has seen the request.
 */
export function refuseRequest(request: IncomingMessage): Refusal | null {
  const { url = '', method = 'GET' } = request
  const found = ours.test(url) || !reads.has(method) ? findRefusal(url.split('?')[0] ?? '', method) : null
  // Next meets a method that it does not know with a 500.
  const refusal =
    found ??
    (known.has(method) ? null : ({ kind: 'method', allow: 'GET, HEAD, POST' } as const)) ??
    (callsNoAction(request) ? ({ kind: 'no-action' } as const) : null)
  if (!refusal) return null
  request.method = method === 'HEAD' ? 'HEAD' : 'GET'
  request.url = '/api/refused'
  return refusal
}

/**
 * Tells whether a page is asked to run what is no action: a cached read by its name, with whatever its caller likes for
 * its arguments and nobody asking who that is, or a form's fields that name what to run, as no form of ours does.
 */
export function callsNoAction({ url = '', method, headers }: Asked): boolean {
  if (method !== 'POST' || ours.test(url)) return false
  const name = headers['next-action']
  if (name !== undefined) return !actionName.test(String(name))
  return /^\s*multipart\/form-data/i.test(headers['content-type'] ?? '')
}

/** Gives the refusal as the error that routes answer. */
export function refusalError(refusal: Refusal): AppError {
  if (refusal.kind === 'no-action') {
    return new AppError({
      kind: 'not-found',
      code: 'address.no-action',
      message: 'There is no such action.',
    })
  }
  return refusal.kind === 'method'
    ? new AppError({
        kind: 'method-not-allowed',
        code: 'address.method-refused',
        message: `This address takes ${refusal.allow}.`,
        params: { allow: refusal.allow },
      })
    : new AppError({
        kind: 'invalid-input',
        code: 'address.malformed',
        message: 'The address can not be decoded.',
      })
}

/** Says why a route of ours takes no such request. */
export function findRefusal(pathname: string, method: string): Refusal | null {
  if (ours.test(pathname) && !isDecodable(pathname)) return { kind: 'malformed' }
  const found = patterns.find(({ matcher }) => matcher.test(pathname))
  if (!found || found.pattern === nowhere) return null
  const exported = addresses[found.pattern] ?? []
  const allowed = new Set([...exported, 'OPTIONS', ...(exported.includes('GET') ? ['HEAD'] : [])])
  return allowed.has(method) ? null : { kind: 'method', allow: [...allowed].toSorted().join(', ') }
}

function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

/** Plain words before parameters before whatever follows. */
function rank(parts: string[]): string {
  return parts.map((part) => (!part.startsWith('[') ? '0' : part.includes('...') ? '2' : '1')).join('')
}

function matcherOf(parts: string[]): RegExp {
  const source = parts.map((part) => {
    // The first language goes without a word of its own.
    if (part === '[locale]') return `(?:/(?:${routing.locales.join('|')}))?`
    if (part.startsWith('[[...')) return '(?:/.+)?'
    if (part.startsWith('[...')) return '/.+'
    return part.startsWith('[') ? '/[^/]+' : `/${part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`
  })
  return new RegExp(`^${source.join('')}/?$`)
}
