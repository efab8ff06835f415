import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** What React and Next leave in a page that failed to render, was not found, or leads elsewhere. */
const unfinished = /data-dgst=|\$RX\("|:E\{\\"digest\\"/
const sentOn = ['content-type', 'cache-control', 'link', 'vary']
const patienceMs = 10_000

export type VisitorPage = { headers: [string, string][]; gzipped: Buffer; isWhole: boolean; madeAt: number }

/** Marks the requests that this process makes to itself; nobody else knows the secret. */
const ownHeader = 'x-marquee-own'
const ownSecret = randomUUID()

/** Tells whether it is this process itself that asks for a page, in order to keep it. */
export function isOwnRequest(headers: Pick<Headers, 'get'>): boolean {
  return headers.get(ownHeader) === ownSecret
}

/**
 * Renders the page of an address by asking this process for it over the socket that `request` came in by, with none of
 * its headers; null where what comes is no page or sets a cookie. Throws where it takes longer than ten seconds.
 */
export async function renderVisitorPage(
  address: string,
  { socket }: Pick<IncomingMessage, 'socket'>,
): Promise<VisitorPage | null> {
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

/** Tells whether a page was rendered to its end, without an error and without leading elsewhere. */
export function isWholePage(html: string): boolean {
  return html.trimEnd().endsWith('</html>') && !unfinished.test(html)
}
