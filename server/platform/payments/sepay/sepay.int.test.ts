import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describePaymentProvider, type ProviderBench } from '../contract.ts'
import type { Charge, PaymentProvider, ProviderEvent } from '../port.ts'
import { makePaymentCode } from './payment-code.ts'
import { createSepay } from './sepay.ts'
import type { SepayConfig } from './settings.ts'
import { startSepayStandIn, type SepayStandIn, type SepayStandInOptions } from './stand-in/stand-in.ts'
import { webhookBody, webhookHeaders } from './stand-in/webhook-call.ts'

const secrets = { new: 'n'.repeat(32), old: 'o'.repeat(32), retired: 'r'.repeat(32) }
const account = { bin: '970436', bank: 'Vietcombank', number: '0123499999', holder: 'MARQUEE' }
const apiToken = 'the token'
const nobody = {
  url: 'http://127.0.0.1:1/',
  authentication: { kind: 'hmac', secret: secrets.new },
} as const

const open = (more: Partial<SepayStandInOptions> = {}): Promise<SepayStandIn> =>
  startSepayStandIn({ apiToken, destination: nobody, ...more })

function connect(standIn: SepayStandIn, more: Partial<SepayConfig> = {}): PaymentProvider {
  const signed = { hmac: [secrets.new, secrets.old], apiKeys: [] }
  return createSepay({ account, secrets: signed, apiUrl: standIn.apiUrl, apiToken, ...more })
}

function newCharge(): Charge {
  return {
    paymentId: randomUUID(),
    code: makePaymentCode(),
    money: { amountMinor: 129_000, currency: 'VND' },
    description: 'Marquee',
    locale: 'vi',
    email: 'a@example.com',
    returnUrl: 'https://marquee.example/paid',
    cancelUrl: 'https://marquee.example/plans',
    expiresAt: new Date(Date.now() + 60_000),
    renewal: null,
  }
}

const untold = { copies: 0 }
const order = () => ({ account: account.number, amount: 129_000, content: makePaymentCode() })
const today = () => ({ from: new Date(Date.now() - 3_600_000), until: new Date(Date.now() + 60_000) })
const list = (sepay: PaymentProvider, range = today()): Promise<ProviderEvent[]> =>
  Array.fromAsync(sepay.listEvents(range))

describePaymentProvider('SePay', async (): Promise<ProviderBench> => {
  const standIn = await open()
  return {
    provider: connect(standIn),
    charge: newCharge,
    happen() {
      const made = standIn.transfer({ ...order(), webhook: untold })
      const body = webhookBody(made, made.webhookId)
      return async ({ secret = 'new', at = new Date() } = {}) => {
        const headers = await webhookHeaders({ kind: 'hmac', secret: secrets[secret] }, body, at)
        return { headers: new Headers(headers), body: Buffer.from(body) }
      }
    },
    setBroken: (isBroken) => standIn.fail(isBroken ? { status: 503 } : null),
    close: () => standIn.close(),
  }
})

type Heard = { event: ProviderEvent | null }
let receiver: Server
let heard: Heard[]
/** What the next calls are answered, the last of them for ever. */
let statuses: number[]
let sepay: PaymentProvider
let standIn: SepayStandIn
const destination = () => ({
  url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/api/webhooks/sepay`,
  authentication: nobody.authentication,
})

/** Starts with nothing heard, and a bank without transfers. */
async function begin(more: Partial<SepayStandInOptions> = {}): Promise<void> {
  heard = []
  statuses = [200]
  await standIn?.close()
  standIn = await open({ destination: destination(), minuteMs: 2, ...more })
  sepay = connect(standIn)
}
const settled = () =>
  expect
    .poll(() => standIn.deliveries().map(({ state }) => state), { timeout: 30_000 })
    .not.toContain('waiting')

beforeAll(async () => {
  receiver = createServer((request, response) => {
    void Array.fromAsync(request as AsyncIterable<Buffer>).then((chunks) => {
      const headers = new Headers(request.headers as Record<string, string>)
      heard.push({ event: sepay.readEvent(headers, Buffer.concat(chunks), new Date()) })
      response.writeHead(statuses.length > 1 ? (statuses.shift() ?? 200) : (statuses[0] ?? 200))
      response.end('{"success":true}')
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await standIn.close()
  receiver.closeAllConnections()
  await new Promise((resolve) => receiver.close(resolve))
})

test('a transfer is told at once: by its code, whatever bank and wallet wrote around it', async () => {
  await begin()
  const code = makePaymentCode()
  const made = standIn.transfer({ ...order(), content: `MBVCB.1234.${code}.CT tu 0123` })
  await settled()
  expect(heard.map(({ event }) => event)).toEqual([
    {
      eventId: expect.stringContaining(made.reference),
      kind: 'transfer.in',
      about: 'transfer',
      transfer: expect.objectContaining({ code, amountVnd: 129_000, providerId: String(made.webhookId) }),
    },
  ])
})

test('it is told again until it is answered well, always as one event', async () => {
  await begin()
  statuses = [500, 404, 200]
  standIn.transfer(order())
  await settled()
  expect(standIn.deliveries()).toMatchObject([{ state: 'delivered', answers: [500, 404, 200] }])
  expect(new Set(heard.map(({ event }) => event?.eventId)).size).toBe(1)
})

test('after eight tries in vain it is told no more, and found by the API', async () => {
  await begin()
  statuses = [503]
  const made = standIn.transfer(order())
  await settled()
  expect(standIn.deliveries()).toMatchObject([{ state: 'failed' }])
  expect(standIn.deliveries()[0]?.answers).toHaveLength(8)
  const listed = await list(sepay)
  expect(listed).toMatchObject([{ eventId: heard[0]?.event?.eventId, about: 'transfer' }])
  // Under another number there than the webhook gave it.
  expect(listed).toMatchObject([{ transfer: { providerId: made.apiId } }])
})

test('copies, and the same under another number, are one event; two alike transfers are two', async () => {
  await begin()
  const made = standIn.transfer({ ...order(), webhook: { copies: 20 } })
  standIn.tell(made, { renumber: true })
  await settled()
  expect(heard).toHaveLength(21)
  expect(new Set(heard.map(({ event }) => event?.eventId)).size).toBe(1)
  standIn.transfer({ ...order(), content: made.content, at: made.at })
  await settled()
  expect(new Set(heard.map(({ event }) => event?.eventId)).size).toBe(2)
})

test('what goes out, and what comes to another account, is told as well', async () => {
  await begin()
  standIn.transfer({ ...order(), direction: 'out' })
  standIn.transfer({ ...order(), account: '0999999999' })
  await settled()
  const transfers = heard.flatMap(({ event }) => (event?.about === 'transfer' ? [event.transfer] : []))
  expect(transfers).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ direction: 'out', accountNumber: account.number }),
      expect.objectContaining({ direction: 'in', accountNumber: '0999999999' }),
    ]),
  )
})

test('lists page after page, each transfer once, by Vietnam’s days', async () => {
  await begin()
  // Midnight in Vietnam is five in the afternoon in Greenwich.
  const midnight = Date.parse('2026-03-24T17:00:00Z')
  const moments = [-1, 0, ...Array.from({ length: 203 }, (_, second) => second), 86_399, 86_400]
  for (const seconds of moments) {
    const at = new Date(midnight + seconds * 1000).toISOString()
    standIn.transfer({ ...order(), at, webhook: untold })
  }
  const listed = await list(sepay, { from: new Date(midnight), until: new Date(midnight + 86_399_000) })
  expect(listed).toHaveLength(moments.length - 2)
  expect(new Set(listed.map(({ eventId }) => eventId)).size).toBe(moments.length - 2)
})

test('waits as long as 429 says, then goes on', async () => {
  await begin()
  standIn.transfer({ ...order(), webhook: untold })
  standIn.fail({ status: 429, retryAfterSeconds: 1, times: 2 })
  expect(await list(sepay)).toHaveLength(1)
})

test('who is slow can be asked again; a wrong token can not', async () => {
  await begin()
  standIn.fail({ delayMs: 120_000 })
  const hurried = connect(standIn, { timeoutMs: 100 })
  await expect(list(hurried)).rejects.toMatchObject({ kind: 'unavailable', retryable: true })
  standIn.fail(null)
  const stranger = connect(standIn, { apiToken: 'another' })
  await expect(list(stranger)).rejects.toMatchObject({ code: 'payment.provider-refused', retryable: false })
  const away = connect(standIn, { apiUrl: 'http://127.0.0.1:1/v2' })
  await expect(list(away)).rejects.toMatchObject({ kind: 'unavailable', retryable: true })
})

test('the stand-in keeps its transfers over a restart, and tells on where it was', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'marquee-sepay-'))
  const file = path.join(folder, 'bank.json')
  try {
    await begin({ file, destination: nobody, minuteMs: 60_000 })
    const made = standIn.transfer(order())
    await expect.poll(() => standIn.deliveries()[0]?.answers, { timeout: 30_000 }).toEqual([null])
    await begin({ file })
    await settled()
    expect(heard).toMatchObject([{ event: { transfer: { reference: made.reference } } }])
    expect(await list(sepay)).toHaveLength(1)
  } finally {
    await begin()
    await rm(folder, { recursive: true, force: true })
  }
})
