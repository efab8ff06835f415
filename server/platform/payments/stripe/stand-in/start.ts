import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AddressInfo } from 'node:net'
import { answerCall, type Answer, type StandInRequest } from './answer-call.ts'
import { createDeliverer, defaultRetries, type Delivered } from './deliver.ts'
import type { Desk } from './desk.ts'
import { orders } from './orders.ts'
import { answerPage } from './pages.ts'
import { passTime } from './pass-time.ts'
import { Refusal } from './refusal.ts'
import { openStore } from './store.ts'

export type StandInOptions = {
  /** 0 takes a free one. */
  port: number
  secretKey: string
  /** Null: events are kept, but told nobody. */
  webhookUrl: string | null
  webhookSecrets: readonly string[]
  now: () => Date
  /** Where its state outlives it; null: nowhere. */
  file: string | null
  retryMs?: readonly number[]
}

export type StripeStandIn = {
  url: string
  /** Has something happen, as `POST /stand-in/{name}` does; see `orders.ts`. */
  order: (name: string, input?: Record<string, unknown>) => Promise<Record<string, unknown>>
  /** Every try of a delivery, in order. */
  delivered: Delivered[]
  /** Resolves when every event has been delivered or given up. */
  settled: () => Promise<void>
  close: () => Promise<void>
}

/** How often it looks at the clock for what ends or renews. */
const lookMs = 1000
const mostBytes = 1024 * 1024

/** Starts a Stripe of our own on this machine alone. */
export async function startStripeStandIn(options: StandInOptions): Promise<StripeStandIn> {
  const { now, webhookUrl: url, webhookSecrets: secrets, retryMs = defaultRetries } = options
  const store = openStore(options.file)
  const plan = { url, secrets, retryMs, isHeld: false, times: 1, delayMs: 0 }
  const deliverer = createDeliverer(plan, now)
  const server = createServer()
  const base = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const faults = { refuse: 0, errors: 0, cut: 0, delayMs: 0 }
  const desk: Desk = { store, deliverer, faults, now, base, request: null }
  server.on('request', (request, response) => void serve(desk, options.secretKey, request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const clock = setInterval(() => passTime(desk) && store.save(), lookMs)
  return {
    url: base(),
    delivered: deliverer.delivered,
    settled: deliverer.settled,
    async order(name, input = {}) {
      passTime(desk)
      const done = await carryOut(desk, name, input)
      store.save()
      return structuredClone(done) as Record<string, unknown>
    },
    async close() {
      clearInterval(clock)
      await deliverer.close()
      await closeServer(server)
    },
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function serve(
  desk: Desk,
  secretKey: string,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const request = await readRequest(incoming)
    if (request === null) return send(response, plain(413, 'Too large'))
    const hasPassed = passTime(desk)
    const answer = await answerRequest(desk, secretKey, request)
    if (hasPassed || request.method !== 'GET') desk.store.save()
    if (answer === 'cut') response.destroy()
    else send(response, answer)
  } catch (error) {
    send(response, plain(500, String(error)))
  }
}

async function answerRequest(
  desk: Desk,
  secretKey: string,
  request: StandInRequest,
): Promise<Answer | 'cut'> {
  const { method, path } = request
  if (path.startsWith('/stand-in/')) return answerOrder(desk, request)
  if (!path.startsWith('/v1/'))
    return answerPage(desk, request) ?? plain(path === '/' && method === 'GET' ? 200 : 404, 'Stripe stand-in')
  const { faults } = desk
  if (faults.delayMs > 0) await sleep(faults.delayMs)
  if (faults.refuse > 0) {
    faults.refuse -= 1
    return failure(429, 'rate_limit', 'Request rate limit exceeded.')
  }
  if (faults.errors > 0) {
    faults.errors -= 1
    return failure(500, undefined, 'An unknown error occurred.')
  }
  const answer = answerCall(desk, secretKey, request)
  if (faults.cut === 0) return answer
  faults.cut -= 1
  return 'cut'
}

/** Orders come as JSON, so that no page of another site can give one. */
async function answerOrder(desk: Desk, { method, path, headers, body }: StandInRequest): Promise<Answer> {
  if (method !== 'POST' || !headers['content-type']?.includes('json'))
    return plain(405, 'Orders are POSTed as JSON.')
  try {
    const input: unknown = body === '' ? {} : JSON.parse(body)
    return json(200, await carryOut(desk, path.slice('/stand-in/'.length), input))
  } catch (error) {
    if (error instanceof SyntaxError) return plain(400, 'That is no JSON.')
    if (error instanceof Refusal) return json(error.status, { error: error.error })
    throw error
  }
}

async function carryOut(desk: Desk, name: string, input: unknown): Promise<unknown> {
  const order = Object.hasOwn(orders, name) ? orders[name] : undefined
  if (order) return order(desk, input)
  const known = Object.keys(orders).join(', ')
  throw new Refusal(404, { type: 'invalid_request_error', message: `No order ${name}: there are ${known}.` })
}

/** Null for more than any call of ours sends. */
async function readRequest(incoming: IncomingMessage): Promise<StandInRequest | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > mostBytes) return null
    chunks.push(chunk)
  }
  const url = new URL(incoming.url ?? '/', 'http://stand-in')
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.search,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

function failure(status: number, code: string | undefined, message: string): Answer {
  const answer = json(status, {
    error: { type: status === 429 ? 'rate_limit_error' : 'api_error', code, message },
  })
  return { ...answer, headers: { ...answer.headers, 'stripe-should-retry': 'false' } }
}

function plain(status: number, text: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${text}\n` }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers)
  response.end(body)
}
