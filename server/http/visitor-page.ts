import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { lastInvalidation } from '../platform/cache/invalidate-tags.ts'
import { env } from '../platform/env/env.ts'
import { log } from '../platform/log/log.ts'
import { cookieOf } from './caller.ts'
import { profileCookie } from './profile-cookie.ts'
import { rawRequest, setRawEncoding } from './raw-request.ts'
import { nextAuthCookies } from './session-cookie.ts'

/** Whole pages that are the same for all who are not signed in; whatever else their address holds, Next answers. */
const browsing =
  /^(?:\/|\/en|(?:\/en)?\/(?:titles|films|series|courses|titles\/[\w-]{1,200}))(?:\?(?:genre|sort)=[\w-]{1,64}(?:&(?:genre|sort)=[\w-]{1,64})?)?$/
/** Headers of whoever asks for something other than a visitor's page: Next's own fetches, ranges, a caller with a token. */
const disqualifying = [
  'rsc',
  'next-action',
  'next-url',
  'range',
  'authorization',
  'purpose',
  'x-middleware-prefetch',
]
const disqualifyingPrefix = 'next-router-'
/** What React and Next leave in a page that failed to render, was not found, or leads elsewhere. */
const unfinished = /data-dgst=|\$RX\("|:E\{\\"digest\\"/
const sentOn = ['content-type', 'cache-control', 'link', 'vary']

const keptMs = 5 * 60_000
const mostKept = 500
const patienceMs = 10_000

type Page = { headers: [string, string][]; gzipped: Buffer; isWhole: boolean; madeAt: number }
type Kept = { page: Promise<Page | null>; change: string; until: number }

const kept = new Map<string, Kept>()

/** Marks the requests that this process makes to itself; nobody else knows the secret. */
const ownHeader = 'x-marquee-own'
const ownSecret = randomUUID()

/** Tells whether it is this process itself that asks for a page, in order to keep it. */
export function isOwnRequest(headers: Pick<Headers, 'get'>): boolean {
  return headers.get(ownHeader) === ownSecret
}

/**
 * Gives a visitor's page as it was rendered before, or renders it once for all who ask meanwhile; null where the request
 * is no visit to such a page, and Next is to answer. The page is rendered from its address alone: none of the visitor's
 * headers has any part in what others get. Any change of the catalogue voids all pages at once.
 */
export async function findVisitorPage(): Promise<Response | null> {
  const request = rawRequest()
  // A developer wants the page as the code stands now.
  if (!request || env().NODE_ENV === 'development' || !isVisit(request)) return null
  const address = request.url ?? ''
  try {
    const change = await lastInvalidation()
    const found = findKept(address, change)
    const page = await (found ?? keep(address, change, request))
    if (!page) return null
    const response = await answerWith(page, request.headers['accept-encoding'])
    if (found) response.headers.set('age', String(Math.floor((Date.now() - page.madeAt) / 1000)))
    return response
  } catch (error) {
    log().warn({ err: error, address }, 'a visitor’s page could not be kept and is left to Next')
    return null
  }
}

/** Tells whether somebody who is not signed in asks for a page that is the same for everybody like them. */
export function isVisit({
  method,
  url = '',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): boolean {
  if (method !== 'GET' || !browsing.test(url)) return false
  const names = Object.keys(headers)
  if (names.some((name) => disqualifying.includes(name) || name.startsWith(disqualifyingPrefix))) return false
  const personal = [nextAuthCookies().sessionToken.name, profileCookie()]
  return personal.every((name) => cookieOf(headers.cookie ?? null, name) === null)
}

/** Tells whether a page was rendered to its end, without an error and without leading elsewhere. */
export function isWholePage(html: string): boolean {
  return html.trimEnd().endsWith('</html>') && !unfinished.test(html)
}

function findKept(address: string, change: string): Promise<Page | null> | null {
  const found = kept.get(address)
  if (!found || found.change !== change || found.until < performance.now()) return null
  // The one not asked for longest is the first to go.
  kept.delete(address)
  kept.set(address, found)
  return found.page
}

function keep(address: string, change: string, request: IncomingMessage): Promise<Page | null> {
  const page = render(address, request)
  const entry = { page, change, until: performance.now() + keptMs }
  kept.delete(address)
  kept.set(address, entry)
  const forget = () => {
    if (kept.get(address) === entry) kept.delete(address)
  }
  // A page that is not whole goes to those who wait for it, as Next would have sent it, and to nobody after them.
  page.then((made) => (made?.isWhole ? undefined : forget()), forget)
  const oldest = kept.keys().next()
  if (kept.size > mostKept && !oldest.done) kept.delete(oldest.value)
  return page
}

async function render(address: string, { socket }: IncomingMessage): Promise<Page | null> {
  const host = socket.localFamily === 'IPv6' ? `[${socket.localAddress}]` : socket.localAddress
  const answer = await fetch(`http://${host}:${socket.localPort}${address}`, {
    headers: { [ownHeader]: ownSecret, accept: 'text/html', 'accept-encoding': 'identity' },
    redirect: 'manual',
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  })
  const html = await answer.text()
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false
  if (answer.status !== 200 || !isPage || answer.headers.getSetCookie().length > 0) return null
  return {
    headers: sentOn.flatMap((name): [string, string][] => {
      const value = answer.headers.get(name)
      return value === null ? [] : [[name, value]]
    }),
    gzipped: await promisify(gzip)(html),
    isWhole: isWholePage(html),
    madeAt: Date.now(),
  }
}

async function answerWith(page: Page, encodings: string | string[] | undefined): Promise<Response> {
  const headers = new Headers(page.headers)
  if (!/\bgzip\b(?!;q=0)/.test(String(encodings)))
    return new Response(new Uint8Array(await promisify(gunzip)(page.gzipped)), { headers })
  setRawEncoding('gzip')
  return new Response(new Uint8Array(page.gzipped), { headers })
}
