import { afterAll, beforeAll, expect, test } from 'vitest'
import { memoryBank } from '#server/domains/billing/testing/memory-bank.ts'
import { openEvents } from '#server/domains/billing/testing/outbox.repository.ts'
import { usePaymentProviders } from '#server/platform/payments/providers.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { POST as STRIPE } from '../stripe/route.ts'
import { POST } from './route.ts'

const bank = memoryBank()
const call = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://localhost/api/webhooks/sepay', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', authorization: 'Apikey right', ...headers },
    duplex: 'half',
  } as RequestInit)
const send = (request: Request) => POST(request, { params: Promise.resolve({}) })

beforeAll(() => usePaymentProviders([bank]))
afterAll(() => Promise.all([closePostgres(), closeRedis()]))

test('answers as SePay wants to hear it, to what came before too, and keeps it once', async () => {
  const event = bank.receive({ content: 'x', amountVnd: 1000 })
  for (let round = 0; round < 3; round++) {
    const response = await send(call(JSON.stringify(event)))
    expect([response.status, await response.json()]).toEqual([200, { success: true }])
  }
  expect(await openEvents()).toHaveLength(1)
})

test('refuses what is not signed, too large or for a provider that is not there', async () => {
  const body = JSON.stringify(bank.receive({ content: 'y', amountVnd: 1000 }))
  const unsigned = await send(call(body, { authorization: 'Apikey wrong' }))
  expect([unsigned.status, await unsigned.json()]).toMatchObject([401, { code: 'webhook.refused' }])
  let chunks = 0
  const tenMegabytes = new ReadableStream<Uint8Array>({
    pull(controller) {
      chunks += 1
      if (chunks <= 640) controller.enqueue(new Uint8Array(16 * 1024))
      else controller.close()
    },
  })
  expect((await send(call(tenMegabytes))).status).toBe(413)
  expect(chunks).toBeLessThan(60)
  const untouched = call('x'.repeat(10), { 'content-length': '10485760' })
  expect((await send(untouched)).status).toBe(413)
  const off = await STRIPE(call(body), { params: Promise.resolve({}) })
  expect([off.status, await off.json()]).toMatchObject([404, { code: 'payment.provider-off' }])
  expect(await openEvents()).toHaveLength(1)
})
