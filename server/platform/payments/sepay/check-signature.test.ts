import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { isFromSepay } from './check-signature.ts'

const now = new Date('2026-03-01T08:00:00Z')
const body = Buffer.from('{"id":1,"content":"MQ chuyển tiền"}')
const signed = { hmac: ['old secret', 'new secret'], apiKeys: ['a-key'] }

function headersOf({ secret = 'new secret', minutes = 0, text = body as Uint8Array } = {}): Headers {
  const timestamp = String(now.getTime() / 1000 + minutes * 60)
  const hex = createHmac('sha256', secret).update(`${timestamp}.`).update(text).digest('hex')
  return new Headers({ 'x-sepay-timestamp': timestamp, 'x-sepay-signature': `sha256=${hex}` })
}
const isGood = (headers: Headers, secrets: Parameters<typeof isFromSepay>[2] = signed) =>
  isFromSepay(headers, body, secrets, now)

test('a signature by the new or the old secret is good for five minutes either way', () => {
  for (const secret of signed.hmac)
    for (const minutes of [-5, 0, 5]) expect(isGood(headersOf({ secret, minutes }))).toBe(true)
  for (const minutes of [-6, 6]) expect(isGood(headersOf({ minutes }))).toBe(false)
})

test('a changed body, another secret, and a timestamp that was not signed are refused', () => {
  expect(isGood(headersOf({ text: Buffer.from('{"id":2}') }))).toBe(false)
  expect(isGood(headersOf({ secret: 'retired' }))).toBe(false)
  const moved = headersOf()
  moved.set('x-sepay-timestamp', String(now.getTime() / 1000 + 1))
  expect(isGood(moved)).toBe(false)
  for (const timestamp of ['', 'now', '1e9', '-1']) {
    moved.set('x-sepay-timestamp', timestamp)
    expect(isGood(moved)).toBe(false)
  }
})

test('the key is enough only where nothing is signed', () => {
  const keyed = new Headers({ authorization: 'Apikey a-key' })
  expect(isGood(keyed, { hmac: [], apiKeys: ['other', 'a-key'] })).toBe(true)
  expect(isGood(keyed)).toBe(false)
  for (const authorization of ['Apikey a-ke', 'Bearer a-key', 'a-key', 'Apikey'])
    expect(isGood(new Headers({ authorization }), { hmac: [], apiKeys: ['a-key'] })).toBe(false)
  expect(isGood(keyed, { hmac: [], apiKeys: [] })).toBe(false)
})
