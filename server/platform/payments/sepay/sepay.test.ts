import { expect, test } from 'vitest'
import type { Charge, PaymentProvider } from '../port.ts'
import { createSepay } from './sepay.ts'
import { webhookHeaders } from './stand-in/webhook-call.ts'

const now = new Date('2026-03-25T07:03:00Z')
const secret = 'an independent secret, made by hand'
const account = { bin: '970416', bank: 'ACB', number: '257678859', holder: 'MARQUEE' }
const told = {
  id: 92704,
  gateway: 'Vietcombank',
  transactionDate: '2026-03-25 14:02:37',
  accountNumber: '0123499999',
  subAccount: null,
  code: 'MQ2345678X',
  content: 'MQ2345678X mua phim',
  transferType: 'in',
  description: '',
  transferAmount: 129000,
  accumulated: 19077000,
  referenceCode: 'MBVCB.3278907687',
}

function connect(secrets = { hmac: [secret], apiKeys: [] as string[] }): PaymentProvider {
  return createSepay({ account, secrets, apiUrl: 'http://127.0.0.1:1', apiToken: 'token' })
}

async function read(body: string, minutes = 0): ReturnType<typeof readSigned> {
  const at = new Date(now.getTime() + minutes * 60_000)
  return readSigned(body, await webhookHeaders({ kind: 'hmac', secret }, body, at))
}
async function readSigned(body: string, headers: Record<string, string>) {
  return connect().readEvent(new Headers(headers), Buffer.from(body), now)
}

test('reads what OpenSSL signed', async () => {
  // printf '%s' "1774422157.$body" | openssl dgst -sha256 -hmac 'an independent secret, made by hand'
  const hex = 'bd30a31f92f18abb840c611fd2cf2b7559a555913532d06029ce27c191cfa88d'
  const headers = { 'x-sepay-timestamp': '1774422157', 'x-sepay-signature': `sha256=${hex}` }
  const body = JSON.stringify(told)
  expect(await readSigned(body, headers)).toEqual({
    eventId: '0123499999|MBVCB.3278907687|129000|in|2026-03-25T07:02:37.000Z',
    kind: 'transfer.in',
    about: 'transfer',
    transfer: expect.objectContaining({ amountVnd: 129_000, code: 'MQ2345678X', providerId: '92704' }),
  })
  // The stand-in's hand writes the same.
  const made = await webhookHeaders({ kind: 'hmac', secret }, body, new Date(1_774_422_157_000))
  expect(made).toMatchObject(headers)
})

test('refuses a clock that is off by six minutes, either way', async () => {
  const body = JSON.stringify(told)
  for (const minutes of [-6, 6]) expect(await read(body, minutes)).toBeNull()
  for (const minutes of [-4, 4]) expect(await read(body, minutes)).not.toBeNull()
})

test('takes the key where nothing is signed', () => {
  const keyed = connect({ hmac: [], apiKeys: ['new key', 'old key'] })
  const of = (authorization: string) =>
    keyed.readEvent(new Headers({ authorization }), Buffer.from(JSON.stringify(told)), now)
  for (const key of ['new key', 'old key']) expect(of(`Apikey ${key}`)).toMatchObject({ about: 'transfer' })
  for (const given of ['Apikey retired', 'Bearer new key', 'new key', '']) expect(of(given)).toBeNull()
})

test('what is theirs but no transfer is unreadable, and reads the same once more', async () => {
  const odd = [
    ...[0, -129000, 1.5, 2e15, 1e308, '129000', null].map((transferAmount) => ({ transferAmount })),
    { transferType: 'both' },
    { transactionDate: '2026-02-30 10:00:00' },
    { content: null },
    { id: -1 },
  ].map((change) => JSON.stringify({ ...told, ...change }))
  const events = await Promise.all([...odd, 'null', '[]', 'no JSON', ''].map((body) => read(body)))
  for (const event of events) expect(event).toMatchObject({ kind: 'unreadable', about: 'unreadable' })
  for (const [index, body] of odd.entries())
    expect(connect().readBody(Buffer.from(body))).toEqual(events[index])
  expect(new Set(events.map((event) => event?.eventId)).size).toBe(events.length)
})

test('starts with a QR code that fills in the transfer, and takes đồng alone', async () => {
  const charge = {
    code: 'MQ2345678X',
    money: { amountMinor: 129_000, currency: 'VND' },
  } as Charge
  const sepay = connect()
  expect(await sepay.start(charge)).toEqual({
    kind: 'transfer',
    providerId: null,
    account,
    content: charge.code,
    // 38: the account at NAPAS; 54: the amount; 62: what it is for; 63: CRC16.
    qr: expect.stringMatching(/^000201010212.*257678859.*5406129000.*0810MQ2345678X6304[0-9A-F]{4}$/),
  })
  const dollars = { ...charge, money: { amountMinor: 499, currency: 'USD' } } as Charge
  await expect(sepay.start(dollars)).rejects.toMatchObject({ kind: 'invalid-input' })
})

test('has nothing to stop, to fetch or to send back', async () => {
  const sepay = connect()
  expect(await sepay.stop('x')).toBeNull()
  expect(await sepay.fetchCharge('x')).toBeNull()
  expect(sepay).toMatchObject({ name: 'sepay', currencies: ['VND'], refund: null, renewals: null })
})
