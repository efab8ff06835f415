import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { createApi, refused, type Answer } from './answer-api.ts'
import { openBank, type Delivery } from './bank.ts'
import { openCourier, type Destination } from './courier.ts'
import {
  deliveryOrderSchema,
  faultSchema,
  transferOrderSchema,
  type DeliveryOrder,
  type Fault,
  type MadeTransfer,
  type TransferOrder,
} from './orders.ts'

export type SepayStandInOptions = {
  apiToken: string
  destination: Destination
  /** The bank's name in what it tells. */
  gateway?: string
  now?: () => Date
  /** How long its minute is: tests do not wait for 33 of them. */
  minuteMs?: number
  /** A free one where left out. */
  port?: number
  /** Keeps accounts, transfers and webhooks over a restart. */
  file?: string
}

export type SepayStandIn = {
  /** `http://127.0.0.1:PORT` */
  url: string
  /** What `SEPAY_API_URL` is to be. */
  apiUrl: string
  transfer: (order: TransferOrder) => MadeTransfer
  /** Tells of a transfer again, as somebody may ask SePay to. */
  tell: (transfer: MadeTransfer, order?: Partial<DeliveryOrder>) => void
  deliveries: () => readonly Delivery[]
  /** How the next answers of the API go wrong; null: they do not. */
  fail: (fault: Fault | null) => void
  close: () => Promise<void>
}

/**
 * SePay as far as Marquee meets it, on 127.0.0.1: a bank that takes orders (`POST /stand-in/transfers`), webhooks
 * signed and tried again as SePay does, and its API v2 with limits.
 */
export async function startSepayStandIn(options: SepayStandInOptions): Promise<SepayStandIn> {
  const { apiToken, destination, gateway = 'Vietcombank', minuteMs = 60_000, port = 0, file } = options
  const now = options.now ?? (() => new Date())
  const bank = openBank({ gateway, now, file })
  const courier = openCourier(bank, { destination, now, minuteMs })
  const answerApi = createApi(bank, apiToken)
  const stop = new AbortController()
  let fault: Fault | null = null

  function transfer(order: TransferOrder): MadeTransfer {
    const { webhook, ...whole } = transferOrderSchema.parse(order)
    const made = bank.transfer({ ...whole, webhook })
    courier.send(made, webhook)
    bank.save()
    return made
  }
  function tell(made: MadeTransfer, order: Partial<DeliveryOrder> = {}): void {
    courier.send(made, deliveryOrderSchema.parse(order))
    bank.save()
  }
  async function api(request: IncomingMessage, query: URLSearchParams): Promise<Answer> {
    const { status, delayMs, retryAfterSeconds, times }: Fault = fault ?? {}
    if (times !== undefined) fault = times > 1 ? { ...fault, times: times - 1 } : null
    if (delayMs) await sleep(delayMs, undefined, { signal: stop.signal })
    if (status === undefined) return answerApi(request.headers.authorization, query)
    const headers: Record<string, string> =
      retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
    return { ...refused(status, 'As was ordered.'), headers }
  }
  async function route(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
    switch (`${request.method} ${pathname}`) {
      case 'GET /v2/transactions':
        return api(request, searchParams)
      case 'GET /stand-in/transfers':
        return { status: 200, body: { transfers: bank.transfers(), deliveries: bank.deliveries } }
      case 'POST /stand-in/transfers':
        return { status: 201, body: transfer(transferOrderSchema.parse(await readJson(request))) }
      case 'POST /stand-in/webhooks': {
        const { apiId, ...order } = await readJson(request).then((body) => tellSchema.parse(body))
        const made = bank.find(apiId)
        if (!made) return refused(404, 'There is no such transfer.')
        tell(made, order)
        return { status: 202, body: made }
      }
      case 'POST /stand-in/fault':
        fault = faultSchema.nullable().parse(await readJson(request))
        return { status: 200, body: { fault } }
      default:
        return refused(404, 'There is nothing here.')
    }
  }

  const server = createServer((request, response) => {
    void route(request)
      .catch((error: unknown) => refused(error instanceof z.ZodError ? 422 : 400, String(error)))
      .then(({ status, headers, body }) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers })
        response.end(JSON.stringify(body))
      })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    apiUrl: `${url}/v2`,
    transfer,
    tell,
    deliveries: () => bank.deliveries,
    fail: (next) => {
      fault = next
    },
    async close() {
      stop.abort()
      await courier.close()
      bank.save()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

const tellSchema = z.object({ apiId: z.string(), ...deliveryOrderSchema.def.innerType.shape })

/** JSON alone, and said to be: a page of another site cannot order anything by a form. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!request.headers['content-type']?.startsWith('application/json')) throw new Error('It wants JSON.')
  const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>)
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
}
