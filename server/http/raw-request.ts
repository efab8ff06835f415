import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import { IncomingMessage, Server, ServerResponse } from 'node:http'
import { refuseRequest, type Refusal } from './refuse-request.ts'
import { keepSignInsInLine } from './sign-in-line.ts'

type Exchange = { request: IncomingMessage; response: ServerResponse }

// Next bundles what starts the process apart from the routes: both find it here.
const holder = globalThis as {
  marqueeRawRequests?: AsyncLocalStorage<Exchange>
  marqueeRefusals?: WeakMap<IncomingMessage, Refusal>
}

/**
 * Has `rawBody` find each request as Node received it, and turns aside those that Next would refuse without a word;
 * call it once, when the process starts.
 */
export function keepRawRequests(): void {
  if (holder.marqueeRawRequests) return
  const requests = new AsyncLocalStorage<Exchange>()
  const refusals = new WeakMap<IncomingMessage, Refusal>()
  const servers = new WeakSet<Server>()
  Object.assign(holder, { marqueeRawRequests: requests, marqueeRefusals: refusals })
  // Node tells of each request within the very call that then hands it to the server's listeners.
  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as Record<string, unknown>
    if (!(request instanceof IncomingMessage) || !(response instanceof ServerResponse)) return
    if (server instanceof Server && !servers.has(server)) {
      servers.add(server)
      keepSignInsInLine(server)
    }
    const refusal = refuseRequest(request)
    if (refusal) refusals.set(request, refusal)
    requests.enterWith({ request, response })
  })
}

/** Gives the request that is being answered as Node received it; undefined outside of one. */
export function rawRequest(): IncomingMessage | undefined {
  return holder.marqueeRawRequests?.getStore()?.request
}

/**
 * Marks the body of the answer as compressed already. The header of proxy.ts's own response would not do: Next drops it,
 * and compresses the body once more.
 */
export function setRawEncoding(encoding: 'gzip'): void {
  holder.marqueeRawRequests?.getStore()?.response.setHeader('content-encoding', encoding)
}

/** Says why the request that is being answered was turned aside; null for all others. */
export function rawRefusal(): Refusal | null {
  const request = rawRequest()
  return (request && holder.marqueeRefusals?.get(request)) ?? null
}

/**
 * Gives the bytes of a request's body straight off its connection where they are still untouched, else its web
 * stream: a film through a web stream is copied once more, and the collector's work doubles.
 */
export function rawBody(request: Request): AsyncIterable<Uint8Array> {
  const raw = rawRequest()
  const isSame =
    raw !== undefined &&
    raw.method === request.method &&
    new URL(request.url).pathname === raw.url?.split('?')[0] &&
    !request.bodyUsed &&
    !raw.readableDidRead &&
    !raw.destroyed
  if (isSame) return raw
  return request.body ?? (async function* none() {})()
}
